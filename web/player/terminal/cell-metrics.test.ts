import { describe, expect, it } from "vitest";
import { fitCells } from "./cell-metrics";

describe("the size of a terminal's cells", () => {
  it("fills a stage as far as whole pixels allow, and never more", () => {
    for (const [columns, rows] of [[80, 24], [132, 50], [20, 5], [211, 61], [2, 1]]) {
      for (const [width, height, ratio] of [[1256, 620, 1], [2512, 1240, 2], [640, 360, 1], [390, 700, 3]]) {
        const { font, ...cell } = fitCells(columns, rows, width, height, 0.602, ratio);
        const needed = [columns * cell.width + 2 * cell.padding, rows * cell.height + 2 * cell.padding];
        if (font > 3) {
          expect(needed[0]).toBeLessThanOrEqual(width);
          expect(needed[1]).toBeLessThanOrEqual(height);
        }
        expect(font).toBeLessThanOrEqual(22 * ratio);
        const next = fitCells(columns, rows, width * 1.2, height * 1.2, 0.602, ratio);
        expect(next.font).toBeGreaterThanOrEqual(font);
      }
    }
  });

  it("has a floor, so that the largest terminal in the smallest window is drawn somehow", () => {
    expect(fitCells(1000, 131, 100, 50, 0.6, 1)).toEqual({ font: 3, width: 2, height: 4, padding: 1 });
  });
});
