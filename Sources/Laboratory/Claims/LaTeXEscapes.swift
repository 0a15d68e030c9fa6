extension String {
  /// LaTeX in which the characters of the text stand for themselves.
  package var escapedForLaTeX: String {
    var result = ""
    for character in self {
      switch character {
      case "%", "&", "#", "_", "{", "}", "$": result += "\\\(character)"
      case "\\": result += "\\textbackslash{}"
      case "<", ">", "|": result += "$\(character)$"
      case "x" where result.hasSuffix(")"): result += "$\\otimes$"
      default: result.append(character)
      }
    }
    return result
  }
}
