/// Words as shells read them.
public enum ShellWord {
  /// A word as every shell of POSIX takes it.
  ///
  ///     ShellWord.quoted("net.json")     // net.json
  ///     ShellWord.quoted("my net.json")  // 'my net.json'
  public static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-_./=,:%@+".utf8.contains(byte)
      }
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
  }

  /// The same for people to see and copy: characters that are not seen, or turn text around, are written by their
  /// numbers, as `bash` and `zsh` read them.
  ///
  ///     ShellWord.shown("my net.json")   // 'my net.json'
  ///     ShellWord.shown("a\nb")          // $'a\nb'
  public static func shown(_ word: String) -> String {
    word.unicodeScalars.contains(where: isHidden) ? escaped(word) : quoted(word)
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    default: false
    }
  }

  private static func escaped(_ word: String) -> String {
    var result = ""
    for scalar in word.unicodeScalars {
      switch scalar {
      case "\n": result += #"\n"#
      case "\t": result += #"\t"#
      case "\\": result += #"\\"#
      case "'": result += #"\'"#
      case _ where isHidden(scalar):
        for byte in String(scalar).utf8 { result += #"\"# + octal(byte) }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return "$'\(result)'"
  }

  private static func octal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 8)
    return String(repeating: "0", count: 3 - digits.count) + digits
  }
}
