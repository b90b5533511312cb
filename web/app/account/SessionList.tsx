import { asApiError } from "../api/loading";
import { request } from "../api/request";
import { Badge } from "../controls/Badge";
import { Table } from "../controls/Table";
import { showToast } from "../controls/toasts";
import { localTime } from "../format/time";
import { forget } from "../identity/session";
import { type AccountSession, path } from "./account";

const columns = [{ name: "Address" }, { name: "Signed in" }, { name: "Last seen" }, { name: "Action", hidden: true }];

/** Where one is signed in, and how to end it. */
export function SessionList({ sessions, changed }: { sessions: AccountSession[]; changed: () => void }) {
  const end = async (id: string) => {
    try {
      await request<void>("DELETE", `${path}/sessions/${encodeURIComponent(id)}`);
    } catch (thrown) {
      showToast(asApiError(thrown).message, "error");
    }
    changed();
  };

  const endAll = async () => {
    try {
      await request<void>("DELETE", `${path}/sessions`);
      forget();
    } catch (thrown) {
      showToast(asApiError(thrown).message, "error");
    }
  };

  return (
    <section class="account-card" aria-labelledby="sessions-heading">
      <h2 id="sessions-heading">Sessions</h2>
      <p class="soft small">What runs for a session, desktops included, ends with it.</p>
      <Table label="Sessions" columns={columns}>
        {sessions.map((session) => (
          <tr key={session.id} role="row">
            <td role="cell" data-label="Address">
              {session.address} {session.current && <Badge tone="good">This browser</Badge>}
            </td>
            <td role="cell" data-label="Signed in">
              {localTime(session.created)}
            </td>
            <td role="cell" data-label="Last seen">
              {localTime(session.lastSeen)}
            </td>
            <td role="cell">
              {!session.current && (
                <button
                  type="button"
                  class="button small"
                  aria-label={`End the session at ${session.address} of ${localTime(session.created)}`}
                  onClick={() => void end(session.id)}
                >
                  End
                </button>
              )}
            </td>
          </tr>
        ))}
      </Table>
      <button type="button" class="button danger" onClick={() => void endAll()}>
        Sign out everywhere
      </button>
    </section>
  );
}
