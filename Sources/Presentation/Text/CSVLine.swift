/// A line of comma separated values, as in RFC 4180 but for the line feed.
enum CSVLine {
  static func text(_ fields: [String]) -> String {
    fields.map { field in
      field.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
        ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
    }.joined(separator: ",") + "\n"
  }
}
