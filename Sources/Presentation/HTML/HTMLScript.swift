/// The script of a page.
enum HTMLScript {
  /// Puts a button into each title of a table, which puts the rows in the order of its column, and in the opposite
  /// one when it is pressed again. Without scripts titles are words. The text has no `<` and no `&`, so that it
  /// may stand in XML.
  static let sorting = """
    "use strict";
    document.querySelectorAll("table").forEach(function (table) {
      var body = table.tBodies[0];
      var titles = Array.from(table.tHead.rows[0].cells);
      if (2 > body.rows.length) { return; }
      Array.from(body.rows).forEach(function (row, index) { row.dataset.place = index; });
      function key(row, column) {
        var cell = row.cells[column];
        return cell.dataset.key === undefined ? cell.textContent.trim() : cell.dataset.key;
      }
      function isNumber(text) { return text === "" ? false : !isNaN(Number(text)); }
      function compare(a, b) {
        if ([a, b].every(isNumber)) { return Number(a) - Number(b); }
        return a.localeCompare(b, "en", { numeric: true });
      }
      titles.forEach(function (title, column) {
        var button = document.createElement("button");
        button.type = "button";
        while (title.firstChild) { button.appendChild(title.firstChild); }
        title.appendChild(button);
        button.addEventListener("click", function () {
          var isDown = title.getAttribute("aria-sort") === "ascending";
          titles.forEach(function (other) { other.removeAttribute("aria-sort"); });
          title.setAttribute("aria-sort", isDown ? "descending" : "ascending");
          var rows = Array.from(body.rows);
          rows.sort(function (a, b) {
            var order = compare(key(a, column), key(b, column));
            return (isDown ? -order : order) || a.dataset.place - b.dataset.place;
          });
          rows.forEach(function (row) { body.appendChild(row); });
        });
      });
    });
    """
}
