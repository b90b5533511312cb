import type { PointerPicture } from "./pointer-shape";

/** The default pointer: `#` black, `.` white, anything else transparent. */
const art = [
  "#",
  "##",
  "#.#",
  "#..#",
  "#...#",
  "#....#",
  "#.....#",
  "#......#",
  "#.......#",
  "#........#",
  "#.........#",
  "#......#####",
  "#...#..#",
  "#..# #..#",
  "#.#  #..#",
  "##    #..#",
  "#     #..#",
  "       ##",
];

/** The arrow that stands for "the viewer's own arrow" where a recording is shown. */
export function arrowPicture(): PointerPicture {
  const width = 12;
  const height = art.length;
  const rgba = new Uint8ClampedArray(width * height * 4);
  art.forEach((row, y) => {
    [...row].forEach((cell, x) => {
      if (cell !== "#" && cell !== ".") return;
      const at = (y * width + x) * 4;
      rgba.fill(cell === "." ? 255 : 0, at, at + 3);
      rgba[at + 3] = 255;
    });
  });
  return { kind: "picture", width, height, hotX: 0, hotY: 0, rgba };
}
