/// The styles of a page: one column of text, tables that scroll in their own boxes, for screens of any width, light and
/// dark, and for paper.
enum HTMLStyle {
  static let text = """
    :root { color-scheme: light dark; --ink: #1c2024; --soft: #57606a; --paper: #ffffff;
      --shade: #f4f5f7; --line: #d3d8de; --link: #0a50b8; --mark: #7a4100; --glow: #fff3dc; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e4e7ea; --soft: #a9b2bc;
      --paper: #16191c; --shade: #20252a; --line: #3b424a; --link: #8fb8ff; --mark: #ffca7a;
      --glow: #322710; } }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 1.0625rem/1.55 Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype",
      Palatino, "DejaVu Serif", Georgia, serif; }
    main { max-width: 50rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
    h1, h2, nav, dt, th, caption, figcaption, .command, .notice { font-family: system-ui,
      "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", Arial, sans-serif; }
    h1 { margin: 0 0 0.75rem; font-size: 1.75rem; line-height: 1.25; font-weight: 650;
      letter-spacing: -0.01em; overflow-wrap: anywhere; }
    h2 { margin: 2.75rem 0 0.75rem; padding-top: 0.75rem; border-top: 1px solid var(--line);
      font-size: 1.2rem; line-height: 1.3; font-weight: 650; }
    p, ul, dl { margin: 0 0 0.9rem; overflow-wrap: anywhere; }
    ul { padding-left: 1.25rem; }
    a { color: var(--link); }
    code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
      font-size: 0.86em; }
    math { font-family: "STIX Two Math", "Latin Modern Math", "Cambria Math", "XITS Math", math; }
    .lead { color: var(--soft); }
    nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; margin: 1.25rem 0 0; padding: 0;
      list-style: none; font-size: 0.92rem; }
    nav a { text-decoration: none; }
    nav a:hover, nav a:focus { text-decoration: underline; }
    dl > div { display: grid; grid-template-columns: 12rem 1fr; gap: 0 1rem;
      padding: 0.3rem 0; border-bottom: 1px solid var(--line); }
    dl > div:last-child { border-bottom: 0; }
    dt { color: var(--soft); font-size: 0.9rem; line-height: 1.65rem; }
    dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
    .scroll, .formula { overflow-x: auto; max-width: 100%; margin: 1rem 0 1.25rem; }
    .formula { padding: 0.25rem 0; }
    table { border-collapse: collapse; font-size: 0.92rem; line-height: 1.4;
      font-variant-numeric: tabular-nums lining-nums; }
    caption { text-align: left; color: var(--soft); font-size: 0.86rem; padding-bottom: 0.5rem;
      width: max-content; max-width: min(47rem, calc(100vw - 2.5rem)); }
    th, td { padding: 0.32rem 0.9rem 0.32rem 0; text-align: left; vertical-align: baseline;
      white-space: nowrap; border-bottom: 1px solid var(--line); }
    th { font-size: 0.82rem; font-weight: 600; color: var(--soft); vertical-align: bottom;
      border-bottom: 1px solid var(--soft); }
    tbody tr:last-child td { border-bottom: 1px solid var(--soft); }
    th.number, td.number { text-align: right; }
    td.wide { white-space: normal; min-width: 15rem; overflow-wrap: anywhere; }
    th button { font: inherit; color: inherit; background: none; border: 0; margin: 0; padding: 0;
      cursor: pointer; text-align: inherit; }
    th button::after { content: "\\2195"; display: inline-block; width: 1em; text-align: right;
      opacity: 0.55; }
    th[aria-sort="ascending"] button::after { content: "\\2191"; opacity: 1; }
    th[aria-sort="descending"] button::after { content: "\\2193"; opacity: 1; }
    a:focus-visible, button:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--link);
      outline-offset: 2px; }
    .equation { margin: 0 0 1.1rem; }
    .equation p { margin: 0; }
    .equation p:first-child:not(:last-child) { color: var(--soft); font-size: 0.92rem; }
    .equation .terms { padding-left: 2rem; text-indent: -2rem; line-height: 1.9; }
    .equation math { text-indent: 0; }
    .command { margin: 1.1rem 0; padding: 0.55rem 0.8rem; background: var(--shade);
      color: var(--soft); border-radius: 4px; font-size: 0.86rem; line-height: 1.5; }
    .command code { color: var(--ink); font-size: 0.95em; }
    .command span { display: inline-block; max-width: 100%; overflow-wrap: anywhere;
      white-space: pre-wrap; vertical-align: top; }
    .notice { padding: 0.55rem 0.8rem; background: var(--glow); color: var(--mark);
      border-left: 3px solid var(--mark); font-size: 0.95rem; }
    figure { margin: 1.25rem 0; }
    figure svg { display: block; max-width: 100%; height: auto; background: #ffffff;
      border-radius: 4px; }
    figcaption { margin-top: 0.5rem; color: var(--soft); font-size: 0.86rem; }
    @media (max-width: 36rem) { main { padding: 1.5rem 1rem 3rem; } h1 { font-size: 1.4rem; }
      dl > div { grid-template-columns: 1fr; } dt { line-height: 1.4; } }
    @page { margin: 18mm 16mm; }
    @media print { :root { color-scheme: light; --ink: #000000; --soft: #444444; --paper: #ffffff;
      --shade: #f4f5f7; --line: #cccccc; --link: #000000; --mark: #5c3100; --glow: #fff3dc; }
      body { font-size: 10.5pt; } main { max-width: none; padding: 0; } nav { display: none; }
      .scroll, .formula { overflow: visible; } td { white-space: normal; overflow-wrap: anywhere; }
      h2, dt, .equation > p:first-child { break-after: avoid; }
      tr, figure, .equation, .command, dl > div { break-inside: avoid; }
      figure svg { max-height: 10cm; width: auto; }
      thead { display: table-header-group; } th button::after { content: none; } }
    """
}
