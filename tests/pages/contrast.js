// Text that stands out of its ground by less than 4.5 to 1. axe leaves open what is in a picture or is scrolled out of sight.
() => {
  const complaints = new Set();
  const channels = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g)?.map(Number) ?? [];
    return alpha === 1 ? [red, green, blue] : null;
  };
  const light = (colour) => {
    const [red, green, blue] = colour.map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility() || element.closest("title, desc, style, script, defs")) continue;
    const style = getComputedStyle(element);
    const ink = channels(element instanceof SVGElement ? style.fill : style.color);
    let ground = null;
    for (let one = element; one && !ground; one = one.parentElement) ground = channels(getComputedStyle(one).backgroundColor);
    const told = `"${node.data.trim().slice(0, 30)}" <${element.tagName.toLowerCase()}>`;
    if (!ink || !ground) {
      complaints.add(`no plain colour: ${told}`);
      continue;
    }
    const [dark, bright] = [light(ink), light(ground)].sort((a, b) => a - b);
    const ratio = (bright + 0.05) / (dark + 0.05);
    if (ratio < 4.5) complaints.add(`contrast of ${ratio.toFixed(2)}: ${told}`);
  }
  return [...complaints].slice(0, 20);
}
