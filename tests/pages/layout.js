// What is wrong with the layout of a page, as a list of sentences; an empty list is a sound page.
() => {
  const complaints = new Set();
  const page = document.documentElement;
  const name = (element) => {
    const id = element.closest("[id]")?.id;
    const kind = element.getAttribute("class");
    return `<${element.tagName.toLowerCase()}${kind ? "." + kind : ""}>${id ? ` in #${id}` : ""}`;
  };
  const told = (node) => `"${node.data.trim().slice(0, 30)}" ${name(node.parentElement)}`;
  if (page.scrollWidth > page.clientWidth) complaints.add(`the page is ${page.scrollWidth} wide, the window ${page.clientWidth}`);

  const remembered = (ask) => {
    const known = new Map();
    return (element) => known.get(element) ?? known.set(element, ask(element)).get(element);
  };
  const box = remembered((element) => element.getBoundingClientRect());
  // What an element does with text that is larger than itself. Paper doesn't scroll; what is "aside" lies outside of what is around it.
  const manner = remembered((element) => {
    if (element instanceof SVGSVGElement) return "picture";
    const style = getComputedStyle(element);
    if (/auto|scroll/.test(style.overflowX + style.overflowY)) return matchMedia("print").matches ? "cuts" : "scrolls";
    if (style.overflowX !== "visible" || style.overflowY !== "visible") return "cuts";
    if (/absolute|fixed/.test(style.position)) return "aside";
    return /^inline$|contents/.test(style.display) || element instanceof SVGElement ? "flows" : "holds";
  });
  const scrollers = remembered((element) => {
    const found = [];
    for (let one = element; one && one !== page; one = one.parentElement) if (manner(one) === "scrolls") found.push(one);
    return found;
  });
  // The part of a box that shows: containers that scroll cover the rest.
  const through = (whole, element) => {
    let { left, top, right, bottom } = whole;
    for (const one of scrollers(element)) {
      const cut = box(one);
      left = Math.max(left, cut.left); right = Math.min(right, cut.right);
      top = Math.max(top, cut.top); bottom = Math.min(bottom, cut.bottom);
    }
    return { left, top, right, bottom };
  };
  // A line of letters is some pixels higher than a close line: only what leaves by more counts.
  const leaves = (inner, outer) =>
    inner.left < outer.left - 1 || inner.right > outer.right + 1 || inner.top < outer.top - 4 || inner.bottom > outer.bottom + 4;
  const left = (whole, element) => {
    for (let one = element; one !== page; one = one.parentElement) {
      const how = manner(one);
      if (how === "scrolls") return null;
      if (how !== "flows" && leaves(whole, box(one))) return `${how === "cuts" ? "is cut by" : "leaves"} ${name(one)}`;
      if (how === "aside") return null;
    }
    return null;
  };

  const pieces = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest("title, desc, style, script, defs")) continue;
    if (!element.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const svg = element.closest("svg");
    const matrix = svg && element.getScreenCTM();
    const size = parseFloat(getComputedStyle(element).fontSize) * (svg ? Math.hypot(matrix.a, matrix.b) : 1);
    if (size < 10) complaints.add(`letters of ${size.toFixed(1)} px: ${told(node)}`);
    for (const whole of svg ? [element.getBoundingClientRect()] : range.getClientRects()) {
      if (whole.right <= 0 || !whole.width) continue; // out of sight on purpose: for screen readers, or until it has the focus
      const how = left(whole, element);
      if (how) complaints.add(`text ${how}: ${told(node)}`);
      pieces.push({ whole, part: through(whole, element), node, scroller: scrollers(element)[0] });
    }
  }

  // Pieces of text that lie on each other: neighbours are found by rows of 50 pixels.
  const rows = new Map();
  for (const piece of pieces)
    for (let row = Math.floor(piece.whole.top / 50); row <= Math.floor(piece.whole.bottom / 50); row++)
      rows.has(row) ? rows.get(row).push(piece) : rows.set(row, [piece]);
  for (const row of rows.values())
    for (let i = 0; i < row.length; i++)
      for (let j = i + 1; j < row.length; j++) {
        if (row[i].node === row[j].node) continue;
        const [a, b] = row[i].scroller === row[j].scroller ? [row[i].whole, row[j].whole] : [row[i].part, row[j].part];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 2 && down > 4) complaints.add(`text lies on "${row[j].node.data.trim().slice(0, 30)}": ${told(row[i].node)}`);
      }
  return [...complaints].slice(0, 20);
}
