import Programs

/// The script that Slurm runs for each shard of a plan.
///
/// Its only argument is added to the number of the task. A command that was killed by a signal,
/// such as by a machine that ran out of memory, leaves its shard unfinished; the script then asks
/// for another run, which goes on where the last one was, at most three times. The signals that ask
/// for an end (`SIGHUP`, `SIGINT`, `SIGTERM`) are obeyed: Slurm sends them to commands whose job was
/// cancelled, has no time left, or is requeued anyway, and the script may come to see the end of its
/// command before they reach itself. Tasks whose node fails, or that somebody requeues, are run again
/// by Slurm itself. What ends in another way would end so again.
public struct SlurmScript: Hashable, Sendable {
  /// How many times a task may have been started again before the script gives up.
  public static let restartLimit = 3

  /// The text, a program for `/bin/sh`.
  public let text: String

  /// A script that runs a command with `--shard` and its number added.
  ///
  /// - Parameter command: the program and its arguments.
  public init(running command: [String]) {
    let words = command.map(ShellWord.quoted).joined(separator: " ")
    text = """
      #!/bin/sh
      # One task of a sweep: reads the number of its shard from its own and the argument.
      shard=$((${1:-0} + SLURM_ARRAY_TASK_ID))
      echo "shard $shard on $(uname -n), run ${SLURM_RESTART_COUNT:-0}"
      \(words) --shard "$shard"
      status=$?
      # Killed by a signal, and not asked to end: once more, from where it was.
      case $status in
        129 | 130 | 143) exit "$status" ;;
      esac
      if [ "$status" -gt 128 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt \(Self.restartLimit) ]; then
        echo "ended by signal $((status - 128)), to be run again"
        # Slurm ends this script while it waits. By the number of its job one of the tasks would
        # name the whole array.
        scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID" && sleep 600
      fi
      exit "$status"

      """
  }
}
