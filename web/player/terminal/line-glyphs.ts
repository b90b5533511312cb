/**
 * Lines and blocks are drawn, not taken from a font: so they meet at the edges of their cells, whatever font there is.
 * For each character from U+2500 on, its arms to the top, right, bottom and left: 0 none, 1 light, 2 heavy, 3 double.
 */
const arms =
  "0101 0202 1010 2020 0101 0202 1010 2020 0101 0202 1010 2020 0110 0210 0120 0220 " +
  "0011 0012 0021 0022 1100 1200 2100 2200 1001 1002 2001 2002 1110 1210 2110 1120 " +
  "2120 2210 1220 2220 1011 1012 2011 1021 2021 2012 1022 2022 0111 0112 0211 0212 " +
  "0121 0122 0221 0222 1101 1102 1201 1202 2101 2102 2201 2202 1111 1112 1211 1212 " +
  "2111 1121 2121 2112 2211 1122 1221 2212 1222 2122 2221 2222 0101 0202 1010 2020 " +
  "0303 3030 0310 0130 0330 0013 0031 0033 1300 3100 3300 1003 3001 3003 1310 3130 " +
  "3330 1013 3031 3033 0313 0131 0333 1303 3101 3303 1313 3131 3333 0110 0011 1001 " +
  "1100 0000 0000 0000 0001 1000 0100 0010 0002 2000 0200 0020 0201 1020 0102 2010";
const table = arms.split(" ");

const firstLine = 0x2500;
const firstBlock = 0x2580;
const lastBlock = 0x259f;
/** U+2596 to U+259F: which quarters are filled; 1 upper left, 2 upper right, 4 lower left, 8 lower right. */
const quarters = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14];

export interface CellBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Fill = (x: number, y: number, width: number, height: number, alpha?: number) => void;

/** Draws a character out of rectangles of whole pixels; false if it is none of these. */
export function drawLineGlyph(code: number, box: CellBox, fill: Fill): boolean {
  if (code < firstLine || code > lastBlock) return false;
  if (code >= firstBlock) return drawBlock(code - firstBlock, box, fill);
  const [up, right, down, left] = [...table[code - firstLine]].map(Number);
  if (up + right + down + left === 0) return false;
  const light = Math.max(1, Math.round(box.height / 16));
  drawArms({ ...box, light }, { up, right, down, left }, fill);
  return true;
}

interface Arms {
  readonly up: number;
  readonly right: number;
  readonly down: number;
  readonly left: number;
}

function drawArms(box: CellBox & { readonly light: number }, { up, right, down, left }: Arms, fill: Fill): void {
  const { x, y, width, height, light } = box;
  const centreX = x + Math.floor((width - light) / 2);
  const centreY = y + Math.floor((height - light) / 2);
  // An arm reaches over the middle as far as the lines across it are wide.
  const reach = (across: number) => (across === 3 ? light : across === 2 ? Math.ceil(light / 2) : 0);
  const acrossVertical = reach(Math.max(left, right));
  const acrossHorizontal = reach(Math.max(up, down));
  const vertical = (weight: number, from: number, to: number) => {
    for (const [offset, size] of strokes(weight, light)) fill(centreX + offset, from, size, to - from);
  };
  const horizontal = (weight: number, from: number, to: number) => {
    for (const [offset, size] of strokes(weight, light)) fill(from, centreY + offset, to - from, size);
  };
  if (up) vertical(up, y, centreY + light + acrossVertical);
  if (down) vertical(down, centreY - acrossVertical, y + height);
  if (left) horizontal(left, x, centreX + light + acrossHorizontal);
  if (right) horizontal(right, centreX - acrossHorizontal, x + width);
}

/** Places and widths of a line's strokes beside its middle. */
function strokes(weight: number, light: number): readonly (readonly [number, number])[] {
  if (weight === 3) return [[-light, light], [light, light]];
  return weight === 2 ? [[-Math.ceil(light / 2), light + 2 * Math.ceil(light / 2)]] : [[0, light]];
}

function drawBlock(index: number, { x, y, width, height }: CellBox, fill: Fill): boolean {
  const middleX = Math.round(width / 2);
  const middleY = Math.round(height / 2);
  if (index === 0) fill(x, y, width, middleY);
  else if (index <= 8) fill(x, y + height - Math.round((height * index) / 8), width, Math.round((height * index) / 8));
  else if (index <= 15) fill(x, y, Math.round((width * (16 - index)) / 8), height);
  else if (index === 16) fill(x + middleX, y, width - middleX, height);
  else if (index <= 19) fill(x, y, width, height, (index - 16) / 4);
  else if (index === 20) fill(x, y, width, Math.round(height / 8));
  else if (index === 21) fill(x + width - Math.round(width / 8), y, Math.round(width / 8), height);
  else {
    const set = quarters[index - 22];
    if (set & 1) fill(x, y, middleX, middleY);
    if (set & 2) fill(x + middleX, y, width - middleX, middleY);
    if (set & 4) fill(x, y + middleY, middleX, height - middleY);
    if (set & 8) fill(x + middleX, y + middleY, width - middleX, height - middleY);
  }
  return true;
}
