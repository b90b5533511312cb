import { useLayoutEffect } from "preact/hooks";
import { navigate } from "./location";

/** Goes elsewhere without leaving an entry in the history. */
export function Redirect({ to }: { to: string }) {
  useLayoutEffect(() => navigate(to, { replace: true }), [to]);
  return null;
}
