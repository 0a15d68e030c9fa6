// What a page is asked in the browser; `run` evaluates it, and calls one of the functions.

function luminance(color) {
  return color.slice(0, 3).map(value => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }).reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
}

function numbers(color) {
  const found = color.match(/[\d.]+/g).map(Number);
  return found.length === 3 ? [...found, 1] : found;
}

// The colour behind an element: that of the nearest one around it that has one.
function background(element) {
  for (let place = element; place; place = place.parentElement) {
    const color = numbers(getComputedStyle(place).backgroundColor);
    if (color[3] === 1) return color;
  }
  return [255, 255, 255, 1];
}

function ratio(element) {
  const [a, b] = [numbers(getComputedStyle(element).color), background(element)].map(luminance);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function structure() {
  const problems = [];
  const expect = (holds, problem) => { if (!holds) problems.push(problem); };
  expect(document.documentElement.lang === "en", "no language");
  expect(document.querySelectorAll("h1").length === 1, "not one h1");
  expect(document.querySelector("meta[name=viewport]"), "no viewport");
  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map(h => Number(h.tagName[1]));
  levels.forEach((level, index) =>
    expect(index === 0 ? level === 1 : level <= levels[index - 1] + 1, "a heading is skipped"));
  const names = [...document.querySelectorAll("[id]")].map(element => element.id);
  expect(new Set(names).size === names.length, "a name occurs twice");
  document.querySelectorAll("a[href^='#']").forEach(link =>
    expect(document.getElementById(link.getAttribute("href").slice(1)), `a dead link ${link}`));
  document.querySelectorAll("[aria-labelledby], [aria-describedby]").forEach(element => {
    ["aria-labelledby", "aria-describedby"].forEach(key => {
      const name = element.getAttribute(key);
      if (name) expect(document.getElementById(name)?.textContent.trim(), `${key} ${name}`);
    });
  });
  document.querySelectorAll("table").forEach(table => {
    expect(table.caption?.textContent.trim(), "a table without a caption");
    expect(table.tHead.querySelectorAll("th[scope=col]").length, "a table without titles");
    [...table.rows].forEach(row =>
      expect(row.cells.length === table.rows[0].cells.length, "a row of another length"));
  });
  document.querySelectorAll("svg").forEach(picture =>
    expect(
      picture.getAttribute("role") === "img" && picture.querySelector("title")
        && picture.querySelector("desc"), "a picture without words"));
  document.querySelectorAll("math").forEach(formula =>
    expect(formula.getBoundingClientRect().width > 0, "a formula that is not shown"));
  expect(!/undefined|NaN|Optional\(/.test(document.body.innerText), "a value that is none");
  return problems;
}

function layout() {
  const texts = [...document.querySelectorAll("main *")].filter(element =>
    !element.closest("svg") && !element.closest("script")
      && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
  const contrast = texts.filter(element => ratio(element) < 4.5)
    .map(element => `${ratio(element).toFixed(2)} of ${element.tagName} '${element.textContent.slice(0, 20)}'`);
  const wide = [...document.querySelectorAll("main *")].filter(element =>
    !element.closest(".scroll, .formula, svg")
      && element.getBoundingClientRect().right > window.innerWidth + 1).slice(0, 3);
  return {
    width: Math.max(document.documentElement.scrollWidth, document.body.scrollWidth),
    window: window.innerWidth, texts: texts.length, contrast: contrast.slice(0, 5),
    wide: wide.map(element => `${element.tagName} ${element.className}`).join(", "),
    structure: structure(),
  };
}

// Presses each button twice, and looks at the rows: all are there, and in order, by numbers where these are numbers.
function sorting() {
  return [...document.querySelectorAll("table")].filter(table => table.tBodies[0].rows.length > 1)
    .map(table => {
      const problems = [];
      const body = table.tBodies[0];
      const texts = () => [...body.rows].map(row => row.textContent).sort().join("\n");
      const before = texts();
      const buttons = [...table.tHead.querySelectorAll("th > button")];
      if (buttons.length !== table.tHead.rows[0].cells.length) problems.push("titles without a button");
      buttons.forEach((button, column) => {
        ["ascending", "descending"].forEach(order => {
          button.click();
          const title = button.parentElement;
          if (title.getAttribute("aria-sort") !== order) problems.push(`aria-sort of column ${column}`);
          if (table.querySelectorAll("[aria-sort]").length !== 1) problems.push("two columns in order");
          const keys = [...body.rows].map(row =>
            row.cells[column].dataset.key ?? row.cells[column].textContent.trim());
          const isNumeric = keys.every(key => key !== "" && Number.isFinite(Number(key)));
          const sign = order === "ascending" ? 1 : -1;
          for (let row = 1; row < keys.length; row += 1) {
            const [a, b] = [keys[row - 1], keys[row]];
            const difference = isNumeric
              ? Number(a) - Number(b) : a.localeCompare(b, "en", { numeric: true });
            if (isNumeric || !keys.some(key => key !== "" && Number.isFinite(Number(key)))) {
              if (difference * sign > 0) problems.push(`column ${column}, ${order}: ${a} before ${b}`);
            }
          }
          if (texts() !== before) problems.push("rows are missing");
        });
      });
      return { caption: table.caption.textContent, buttons: buttons.length, problems };
    });
}
