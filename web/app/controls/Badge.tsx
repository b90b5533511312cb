import type { ComponentChildren } from "preact";

export type Tone = "plain" | "good" | "info" | "warn" | "bad" | "live";

export function Badge(props: { tone?: Tone; title?: string; dot?: boolean; children: ComponentChildren }) {
  const { tone = "plain", title, dot, children } = props;
  return (
    <span class={`badge ${tone}`} title={title}>
      {(dot || tone === "live") && <span class="dot" />}
      {children}
    </span>
  );
}
