/** Output made by hand: one stream for each thing that a terminal can do. Written to tests/Corpus/terminal. */

export interface Stream {
  readonly columns: number;
  readonly rows: number;
  readonly output: Uint8Array;
}

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}`).join("\r\n");
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

const texts: Record<string, string | readonly number[]> = {
  "plain-text": `Hello, terminal.\r\nA second line\twith a tab\r\nback\bspace\r\n\x07bell\r\n${alphabet.repeat(2)}`,
  "scrolling": `${numbered(14)}\n\n\rdown\x0bvertical\x0cform\r\n`,
  "cursor-moves": "\x1b[5;10Hfive ten\x1b[2Aup\x1b[3Bdown\x1b[20Dleft\x1b[4Cright\x1b[Enext\x1b[Fprev\x1b[7Gcol\x1b[3dline\x1b[2;2fhv\x1b[99;99Hend\x1b[99A\x1b[99D#\x1b[6`tick\x1b[2arel\x1b[2ever",
  "erasing": `\x1b[44m${numbered(9)}\x1b[2;4H\x1b[K\x1b[3;4H\x1b[1K\x1b[4;2H\x1b[2K\x1b[5;3H\x1b[3X\x1b[42m\x1b[7;3H\x1b[J\x1b[0m\x1b[1;3H\x1b[1J`,
  "erase-all": `${numbered(9)}\x1b[41m\x1b[2J\x1b[Hx\x1b[3Jy`,
  "insert-delete": `${numbered(9)}\x1b[3;3H\x1b[4@\x1b[4;3H\x1b[2P\x1b[5H\x1b[2L\x1b[8H\x1b[M\x1b[2;5H\x1b[4hins\x1b[4lover`,
  "scroll-regions": `${numbered(9)}\x1b[3;6r\x1b[6;1H\nin\n\x1b[3;1H\x1bMabove\x1b[2S\x1b[T\x1b[9;1Hout\n\n\x1b[r\x1b[5;1Hall\x1bD\x1bE\x1bM`,
  "origin-mode": `${numbered(9)}\x1b[3;7r\x1b[?6h\x1b[1;1Htop\x1b[9;9Hbottom\x1b[2;2H\x1b[Cx\x1b[?6l\x1b[1;1Habs`,
  "colours": `${Array.from({ length: 16 }, (_, i) => `\x1b[${i < 8 ? 30 + i : 82 + i};${i < 8 ? 47 - i : 115 - i}m${i}`).join(" ")}\x1b[0m\r\n${Array.from({ length: 24 }, (_, i) => `\x1b[38;5;${16 + i * 10};48;5;${255 - i * 10}m*`).join("")}\r\n\x1b[38;2;10;20;30mrgb\x1b[48;2;200;100;50mback\x1b[39mfg\x1b[49mbg\x1b[38:2::1:2:3mcolon\x1b[48:5:77mindex\x1b[38:2:4:5:6mold\x1b[m.`,
  "attributes": "\x1b[1mbold\x1b[2mdim\x1b[22mno\x1b[3mital\x1b[23m\x1b[4munder\x1b[4:3mcurl\x1b[58;5;9mred\x1b[59m\x1b[24m\r\n\x1b[21mdouble\x1b[24m\x1b[5mblink\x1b[25m\x1b[7minv\x1b[27m\x1b[8minvis\x1b[28m\x1b[9mstrike\x1b[29m\x1b[53mover\x1b[55m\r\n\x1b[1;3;4;7;9;31;42mall\x1b[0mnone\x1b[38;5mcut\x1b[38;7;1mbad\x1b[99mx",
  "wide-characters": "日本語テキスト\r\n\x1b[2;4H漢x\x1b[1;2H*\x1b[1;7H!\r\n\r\n한국어 ＡＢ 😀🎉 ok\r\n\x1b[5;38H漢字\x1b[7;39Ha漢\x1b[1;9H\x1b[P\x1b[2;1H\x1b[@\x1b[4;3H\x1b[X",
  "combining-characters": "e\u0301a\u0308o\u0302\u0323 n\u0303\r\n\u0301start\r\n漢\u3099字\u0301\r\nसंस्कृत\r\n👩\u200d💻 ☎\ufe0f x\u200by\r\nA\x1b[31m\u0301B\x1b[6;39Hz\u0301\u0302end\r\n\u200fק\u05b0",
  "wrapping": `${alphabet.repeat(4)}\r\n\x1b[?7l${alphabet.repeat(3)}\x1b[?7h\r\n\x1b[8;40Hx\x1b[Ky\x1b[9;40Hw\bv\x1b[?45h\x1b[7;1H\b\b\b<`,
  "tab-stops": "\x1b[3g\x1b[5G\x1bH\x1b[12G\x1bH\x1b[30G\x1bH\r\ta\tb\tc\td\r\n\x1b[2Ie\x1b[Zf\x1b[12G\x1b[g\r\tg\th\x1b[?5W\r\n\x1b[9Zi",
  "character-sets": "\x1b(0lqqqk\r\nx   x\r\nmqqqj\x1b(B\r\n\x1b)0plain\x0eqqq\x0fplain\r\n\x1b(A#1\x1b(B#2\x1b*0\x1bnq\x1boq\x1b~q\x1b%Gq\r\n\x1b(0a\x1b7\x1b(Bb\x1b8c",
  "saved-cursor": "\x1b[3;5H\x1b[1;31m\x1b7\x1b[0mmoved\x1b[8;8Hfar\x1b8back\x1b[s\x1b[Hhome\x1b[uagain\x1b[?1048h\x1b[H-\x1b[?1048l+",
  "alternate-screen": `${numbered(5)}\x1b[31m\x1b[?1049h\x1b[H\x1b[32malt screen\x1b[4;4H\x1b[?25l*\x1b[?1049lback\x1b[?47h47\x1b[?47l\x1b[42m\x1b[?1047hgreen`,
  "alternate-kept": `normal\x1b[2;3r\x1b[4;4H\x1b[?1049h\x1b[2;2Hin the alternate screen`,
  "modes": "\x1b[?1h\x1b=\x1b[?2004h\x1b[?1004h\x1b[?1002h\x1b[?1006h\x1b[?2026h\x1b[4h\x1b[20hone\ntwo",
  "modes-off": "\x1b[?1;2004;1000;66;7;45h\x1b[?1;2004;1000;66;7l\x1b[?25l\x1b[5 q.",
  "titles": "\x1b]0;both\x07a\x1b]2;window — title\x1b\\b\x1b]1;icon\x07c\x1b]2;cut\x18d\x1b]4;1;rgb:00/00/00\x07e\x1b]8;;http://a.example\x07link\x1b]8;;\x07f\x1b]2x;bad\x07g\x9d2;c1\x9ch",
  "device-strings": "\x1bP1$r0m\x1b\\a\x1bPq#0~\x1b\\b\x1b_apc\x1b\\c\x1b^pm\x1b\\d\x1bXsos\x1b\\e\x1b[c\x1b[6n\x1b[>c\x1bP$qm\x9cf",
  "broken-sequences": "\x1b[1;2\x18a\x1b[3\x1ab\x1b[4\x1b[5mc\x1b[?1;?2hd\x1b[1 2me\x1b[;;;;mf\x1b[1:2:3;4:x\x1b[\n3Ag\x1b\x1b[1mh\x1b[999999999999Ci\x1b(\x1b(Bj\x9b3Bk\x1b[1\u00e9l\x1b[38;2;1;2m\x7f\x1bZ",
  "repeats": "=\x1b[10b\r\n漢\x1b[3b\r\ne\u0301\x1b[4b\r\n\x1b[31mx\x1b[5b\x1b[2bY\x1b[b-\x1b[9999b.",
  "resets": "\x1b[31;44m\x1b[2;4r\x1b[?6h\x1b[4h\x1b(0text\x1b[!pafter\x1b[3gkept\x1bcfresh\r\n\tx",
  "alignment": "\x1b[31m\x1b#8\x1b[3;3Hx\x1b[2;5r\x1b[?6h\x1b#8y",
  "protected": `\x1b[1"qkeep\x1b[0"q drop\x1b[1;1H\x1b[?K\x1b[2;1H\x1b[1"qsafe\x1b[2"qgone\x1b[?2Jz\x1b[1;1H\x1b[1J`,
  "columns": `${numbered(9)}\x1b[3;3H\x1b[2'}\x1b[5;2H\x1b['~\x1b[2 @\x1b[ A`,
  "c1-controls": "a\u0084b\u0085c\u0088d\u008de\u009b31mf\u0090q\u009cg\u0098sos\u009ch\u0099i",
  "utf-8-broken": [0x61, 0xc3, 0x62, 0xe2, 0x82, 0x63, 0xf0, 0x9f, 0x98, 0x64, 0xc0, 0x80, 0x65, 0xed, 0xa0, 0x80, 0x66, 0xff, 0xfe, 0x67, 0xef, 0xbb, 0xbf, 0x68, 0xf5, 0x80, 0x80, 0x80, 0x69, 0xe2, 0x80, 0x94, 0xe2, 0x94, 0x80, 0x80, 0x6a],
};

const encode = (text: string | readonly number[]) => (typeof text === "string" ? new TextEncoder().encode(text) : Uint8Array.from(text));

export const streams: ReadonlyMap<string, Stream> = new Map(
  Object.entries(texts).map(([name, text]) => [name, { columns: 40, rows: 9, output: encode(text) }]),
);
