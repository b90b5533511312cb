import type { ComponentChildren } from "preact";
import { Icon } from "./icons";

/** A boxed remark; `bad` and `warn` ones are read out when they appear. */
export function Note({ tone = "info", children }: { tone?: "info" | "warn" | "bad"; children: ComponentChildren }) {
  return (
    <div class={`note ${tone}`} role={tone === "info" ? "note" : "alert"}>
      <Icon name={tone === "info" ? "info" : "warning"} size={18} />
      <div>{children}</div>
    </div>
  );
}
