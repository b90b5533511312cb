import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import * as api from "../api/routes";
import { useLoaded } from "../api/loading";
import type { Session } from "../api/shapes";
import { Icon } from "../controls/icons";
import { Note } from "../controls/Note";
import { place } from "../routing/location";
import { Wordmark } from "./Logo";
import { Navigation } from "./Navigation";
import { UserMenu } from "./UserMenu";
import "./shell.css";

/** The frame of every page but sign-in, the live session and the player. */
export function Shell({ session, children }: { session: Session; children: ComponentChildren }) {
  const [navigationOpen, setNavigationOpen] = useState(false);
  const ping = useLoaded("ping", (signal) => api.ping(signal));

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
      <div id="navigation" class="sidebar" onKeyDown={(event) => event.key === "Escape" && setNavigationOpen(false)}>
        <a class="brand" href="/web" aria-label="Hindsight, start page">
          <Wordmark />
        </a>
        <Navigation cluster={session.clusterName} />
        <UserMenu session={session} />
      </div>
      <div class="backdrop" onClick={() => setNavigationOpen(false)} />
      <main id="main" tabIndex={-1}>
        {ping.state === "ready" && !ping.value.desktopAccess && (
          <Note tone="warn">
            <strong>Desktop access is not available on this server.</strong>{" "}
            {ping.value.desktopAccessProblem ??
              "Build the desktop worker and restart the server. Recordings play as usual."}
          </Note>
        )}
        {children}
      </main>
    </div>
  );
}
