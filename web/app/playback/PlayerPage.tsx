import { useTitle } from "../routing/title";
export function PlayerPage({ sid }: { cluster: string; sid: string }) {
  useTitle(sid);
  return <main class="whole-page">{sid}</main>;
}
