/** Line drawings on a 20 by 20 grid. */
const drawings = {
  desktop: "M3 4.5h14v9H3zM7.5 16.5h5M10 13.5v3",
  terminal: "M3 4h14v12H3zM6 8l2.5 2L6 12M10.5 12.5H14",
  kubernetes: "M10 2.8 16.2 6v8L10 17.2 3.8 14V6zM10 7.5v5M7.8 8.7l4.4 2.6M12.2 8.7l-4.4 2.6",
  database: "M4 5.5c0-3.3 12-3.3 12 0v9c0 3.3-12 3.3-12 0zM4 5.5c0 3.3 12 3.3 12 0M4 10c0 3.3 12 3.3 12 0",
  film: "M3 4.5h14v11H3zM6.5 4.5v11M13.5 4.5v11M3 8.2h3.5M3 11.8h3.5M13.5 8.2H17M13.5 11.8H17",
  list: "M7 5.5h10M7 10h10M7 14.5h10M3.2 5.5h.6M3.2 10h.6M3.2 14.5h.6",
  play: "M6.5 4.2v11.6L15.8 10z",
  pause: "M6.8 4.5v11M13.2 4.5v11",
  search: "M13.8 13.8 17 17M8.8 15a6.2 6.2 0 1 0 0-12.4 6.2 6.2 0 0 0 0 12.4Z",
  close: "m5 5 10 10M15 5 5 15",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  sun: "M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM10 1.8v1.7M10 16.5v1.7M1.8 10h1.7M16.5 10h1.7M4.2 4.2l1.2 1.2M14.6 14.6l1.2 1.2M15.8 4.2l-1.2 1.2M5.4 14.6l-1.2 1.2",
  moon: "M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5Z",
  system: "M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14",
  user: "M10 10a3.3 3.3 0 1 0 0-6.6A3.3 3.3 0 0 0 10 10ZM3.8 17c.5-6 11.9-6 12.4 0",
  leave: "M8 3.5H3.5v13H8M12.5 6.5 16 10l-3.5 3.5M16 10H7.5",
  down: "m5.5 8 4.5 4.5L14.5 8",
  right: "m8 5.5 4.5 4.5L8 14.5",
  keyboard: "M2.5 5.5h15v9h-15zM5.5 8.5h.6M8.5 8.5h.6M11.5 8.5h.6M14.2 8.5h.6M6.5 11.5h7",
  clipboard: "M7.5 4H5v13h10V4h-2.5M7.5 2.8h5v3h-5z",
  expand: "M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4",
  shrink: "M7.5 3.5v4h-4M16.5 7.5h-4v-4M12.5 16.5v-4h4M3.5 12.5h4v4",
  fit: "M3 5h14v10H3zM6.5 10h7M6.5 10l1.8-1.8M6.5 10l1.8 1.8M13.5 10l-1.8-1.8M13.5 10l-1.8 1.8",
  link: "M8.5 11.5 11.5 8.5M9 6l1.8-1.8a3.5 3.5 0 0 1 5 5L14 11M11 14l-1.8 1.8a3.5 3.5 0 0 1-5-5L6 9",
  info: "M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4ZM10 9.3v4.2M10 6.5v.4",
  warning: "M10 3.2 17.5 16.5h-15zM10 8.2v4M10 14.2v.3",
  check: "m4.5 10.5 3.7 3.7 7.3-8",
  clock: "M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4ZM10 6v4.3l2.7 1.7",
  power: "M10 2.8v6.5M6 5.3a6.4 6.4 0 1 0 8 0",
  shield: "M10 2.8 16 5v4.5c0 3.7-2.5 6.3-6 7.7-3.5-1.4-6-4-6-7.7V5z",
  refresh: "M16 6.5A7 7 0 1 0 17 10M16.5 3v3.8h-3.8",
  external: "M8 4H4v12h12v-4M11.5 3.5h5v5M16.5 3.5 9.5 10.5",
  skip: "M4 5v10l6-5zM10.5 5v10l6-5zM17 5v10",
  pin: "M7 3.5h6M8 3.5v5L5.5 12h9L12 8.5v-5M10 12v5",
  panel: "M3 4h14v12H3zM12 4v12",
} as const;

export type IconName = keyof typeof drawings;

const filled: ReadonlySet<IconName> = new Set<IconName>(["play", "skip"]);

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill={filled.has(name) ? "currentColor" : "none"}
      stroke="currentColor"
      stroke-width={name === "pause" ? 2.6 : 1.5}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={drawings[name]} />
    </svg>
  );
}
