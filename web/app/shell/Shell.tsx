import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Session } from "../api/shapes";
import { desktopAccessProblem } from "../api/status";
import { Icon } from "../controls/icons";
import { Note } from "../controls/Note";
import { sentence } from "../format/sentence";
import { place } from "../routing/location";
import { Wordmark } from "./Logo";
import { Navigation } from "./Navigation";
import { UserMenu } from "./UserMenu";
import "./shell.css";

/** The frame of every page but sign-in, the live session and the player. */
export function Shell({ session, children }: { session: Session; children: ComponentChildren }) {
  const [navigationOpen, setNavigationOpen] = useState(false);
  const problem = desktopAccessProblem();

  useEffect(() => setNavigationOpen(false), [place.value.path]);

  return (
    <div class={`shell ${navigationOpen ? "navigation-open" : ""}`}>
      <a class="skip-link" href="#main">
        Skip to the page
      </a>
      <header class="topbar">
        <button
          type="button"
          class="button quiet icon-only"
          aria-label={navigationOpen ? "Close navigation" : "Open navigation"}
          aria-expanded={navigationOpen}
          aria-controls="navigation"
          onClick={() => setNavigationOpen(!navigationOpen)}
        >
          <Icon name={navigationOpen ? "close" : "menu"} />
        </button>
        <a href="/web" aria-label="Hindsight, start page">
          <Wordmark />
        </a>
      </header>
      <aside
        id="navigation"
        class="sidebar"
        aria-label="Sidebar"
        onKeyDown={(event) => event.key === "Escape" && setNavigationOpen(false)}
      >
        <a class="brand" href="/web" aria-label="Hindsight, start page">
          <Wordmark />
        </a>
        <Navigation cluster={session.clusterName} manages={session.manages} />
        <UserMenu session={session} />
      </aside>
      <div class="backdrop" onClick={() => setNavigationOpen(false)} />
      <main id="main" tabIndex={-1}>
        {problem && (
          <Note tone="warn">
            <strong>Desktop access is not available on this server.</strong> {sentence(problem)}
          </Note>
        )}
        {children}
      </main>
    </div>
  );
}
