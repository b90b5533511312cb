/** Keys that browsers or the viewer's system keep for themselves, by the name a menu shows. */
export type KeyCombination =
  | "Ctrl+Alt+Del"
  | "Alt+Tab"
  | "Alt+F4"
  | "Ctrl+Esc"
  | "Ctrl+Alt+Backspace"
  | "Ctrl+W"
  | "Ctrl+T"
  | "Ctrl+N"
  | "Win"
  | "Win+R"
  | "Win+L"
  | "PrintScreen";

/** In the order of a menu. */
export const keyCombinations: readonly KeyCombination[] = [
  "Ctrl+Alt+Del",
  "Alt+Tab",
  "Alt+F4",
  "Ctrl+Esc",
  "Win",
  "Win+R",
  "Win+L",
  "PrintScreen",
  "Ctrl+W",
  "Ctrl+T",
  "Ctrl+N",
  "Ctrl+Alt+Backspace",
];
