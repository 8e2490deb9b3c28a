// What is wrong with the layout of a page, as a list of sentences; an empty list is a sound page.
() => {
  const complaints = [];
  const name = (element) => {
    const id = element.closest("[id]")?.id;
    return `<${element.tagName.toLowerCase()}${element.className && element.className.length ? "." + element.className : ""}>${id ? ` in #${id}` : ""}`;
  };
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) complaints.push(`the page is ${page.scrollWidth} wide, the window ${page.clientWidth}`);

  // What is out of sight on purpose (for screen readers), or closed, is not laid out.
  const seen = (element) =>
    element.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true });
  // The part of a box that shows: containers that scroll or hide cut it.
  const shown = (box, element) => {
    let { left, top, right, bottom } = box;
    for (let around = element; around && around !== page; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (style.overflowX !== "visible" || around instanceof SVGSVGElement) {
        const cut = around.getBoundingClientRect();
        if (around instanceof SVGSVGElement && (left < cut.left - 1 || right > cut.right + 1 || top < cut.top - 1 || bottom > cut.bottom + 1))
          complaints.push(`text leaves its picture: "${element.textContent.trim().slice(0, 30)}" ${name(element)}`);
        left = Math.max(left, cut.left); right = Math.min(right, cut.right);
        top = Math.max(top, cut.top); bottom = Math.min(bottom, cut.bottom);
      }
    }
    return right - left > 1 && bottom - top > 1 ? { left, top, right, bottom } : null;
  };

  const pieces = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !seen(element) || element.closest("title, desc, style, script, defs")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const svg = element.closest("svg");
    const boxes = svg ? [element.getBoundingClientRect()] : range.getClientRects();
    const size = parseFloat(getComputedStyle(element).fontSize) * (svg ? element.getScreenCTM().a : 1);
    if (size < 9.9) complaints.push(`letters of ${size.toFixed(1)} px: "${node.data.trim().slice(0, 30)}" ${name(element)}`);
    for (const box of boxes) {
      const part = shown(box, element);
      if (!part || part.right <= 0) continue;
      if (part.right > page.clientWidth + 1) complaints.push(`text leaves the page: "${node.data.trim().slice(0, 30)}" ${name(element)}`);
      pieces.push({ ...part, element, node });
    }
  }

  // Pieces of text that lie on each other: neighbours are found by rows of 50 pixels.
  const rows = new Map();
  for (const piece of pieces)
    for (let row = Math.floor(piece.top / 50); row <= Math.floor(piece.bottom / 50); row++)
      rows.set(row, [...(rows.get(row) ?? []), piece]);
  const told = new Set();
  for (const row of rows.values())
    for (let i = 0; i < row.length; i++)
      for (let j = i + 1; j < row.length; j++) {
        const [a, b] = [row[i], row[j]];
        if (a.node === b.node) continue;
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 2 && down > 4) {
          const text = `"${a.node.data.trim().slice(0, 30)}" and "${b.node.data.trim().slice(0, 30)}" lie on each other ${name(a.element)}`;
          if (!told.has(text)) complaints.push(text);
          told.add(text);
        }
      }
  return complaints.slice(0, 20);
}
