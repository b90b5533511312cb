import { describe, expect, it } from "vitest";
import { type CellBox, drawLineGlyph } from "./line-glyphs";

/** The cell's pixels that a character fills, a row a string. */
function draw(text: string, box: CellBox = { x: 0, y: 0, width: 9, height: 9 }): string[] | undefined {
  const pixels = Array.from({ length: box.height }, () => Array.from({ length: box.width }, () => "."));
  const isDrawn = drawLineGlyph(text.codePointAt(0) ?? 0, box, (x, y, width, height) => {
    for (let row = y; row < y + height; row++) {
      for (let column = x; column < x + width; column++) {
        expect(pixels[row]?.[column], `${text} stays in its cell`).toBeDefined();
        pixels[row][column] = "#";
      }
    }
  });
  return isDrawn ? pixels.map((row) => row.join("")) : undefined;
}

describe("lines and blocks", () => {
  it("are drawn, all but the diagonals, inside their cells of any size", () => {
    for (let code = 0x2500; code <= 0x259f; code++) {
      for (const [width, height] of [[9, 9], [8, 17], [5, 10], [24, 49]]) {
        const pixels = draw(String.fromCodePoint(code), { x: 0, y: 0, width, height });
        if (code >= 0x2571 && code <= 0x2573) expect(pixels).toBeUndefined();
        else expect(pixels?.join("")).toContain("#");
      }
    }
    expect(draw("a")).toBeUndefined();
    expect(draw("▢")).toBeUndefined();
  });

  it("meet their neighbours at the cells' edges", () => {
    const edges = (text: string) => {
      const pixels = draw(text) ?? [];
      return [pixels[0], pixels.map((row) => row.at(-1)).join(""), pixels.at(-1), pixels.map((row) => row[0]).join("")].map((edge) => edge?.includes("#"));
    };
    expect(edges("┼")).toEqual([true, true, true, true]);
    expect(edges("─")).toEqual([false, true, false, true]);
    expect(edges("┌")).toEqual([false, true, true, false]);
    expect(edges("╝")).toEqual([true, false, false, true]);
    expect(edges("╾")).toEqual([false, true, false, true]);
  });

  it("fill what their names say", () => {
    expect(draw("▄")?.map((row) => row[0]).join("")).toBe("....#####");
    expect(draw("▌")?.[0]).toBe("#####....");
    expect(draw("█")?.join("")).toBe("#".repeat(81));
    expect(draw("▚")?.[0]).toBe("#####....");
    expect(draw("▚")?.[8]).toBe(".....####");
  });
});
