/** Dark on white in either theme, for cameras; the quiet border is part of the rows. */
export function QrCode({ rows }: { rows: string[] }) {
  const dark = rows.flatMap((row, y) => [...row].map((module, x) => (module === "1" ? `M${x} ${y}h1v1h-1z` : "")));
  return (
    <svg class="qr" viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label="QR code with the secret">
      <path d={dark.join("")} shape-rendering="crispEdges" />
    </svg>
  );
}
