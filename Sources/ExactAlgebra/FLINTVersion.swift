internal import CFLINTShims

/// The FLINT release behind all exact arithmetic; part of the provenance of a result.
public enum FLINTVersion {
  /// The version of the library that was loaded, such as `2.9.0`.
  public static var loaded: String { String(cString: shim_flint_library_version()) }

  /// The release of the headers at build time: `10000 * major + 100 * minor + patch`.
  public static var headerRelease: Int { Int(shim_flint_header_release()) }
}
