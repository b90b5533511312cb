import { useTitle } from "../routing/title";
export function LivePage({ desktop }: { cluster: string; desktop: string }) {
  useTitle(desktop);
  return <main class="whole-page">{desktop}</main>;
}
