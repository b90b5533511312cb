import { useState } from "preact/hooks";
import * as api from "../api/routes";
import { useLoaded } from "../api/loading";
import type { Desktop } from "../api/shapes";
import { Blank, Failure } from "../controls/Blank";
import { Icon } from "../controls/icons";
import { count } from "../format/size";
import { PageHeader } from "../shell/PageHeader";
import { DesktopTable, DesktopTableSkeleton } from "./DesktopTable";
import "./desktops.css";

export function DesktopsPage({ cluster }: { cluster: string }) {
  const loaded = useLoaded(`desktops of ${cluster}`, (signal) => api.desktops(cluster, signal));
  const [search, setSearch] = useState("");
  const all = loaded.value?.items ?? [];
  const found = all.filter((desktop) => matches(desktop, search));

  return (
    <>
      <PageHeader above={["Resources"]} title="Desktops" />
      <div class="list-tools">
        <div class="search">
          <Icon name="search" size={18} />
          <input
            class="input"
            type="search"
            placeholder="Search name, address, label"
            aria-label="Search desktops"
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </div>
        <p class="soft small numbers" role="status">
          {loaded.state === "ready" && all.length > 0 && summary(found.length, all.length)}
        </p>
      </div>
      {loaded.state === "loading" && <DesktopTableSkeleton />}
      {loaded.state === "failed" && <Failure error={loaded.error} retry={loaded.reload} />}
      {loaded.state === "ready" && all.length === 0 && (
        <Blank icon="desktop" title="No desktops yet">
          Name one under <code class="mono">windows_desktop_service</code>, <code class="mono">static_hosts</code> in
          teleport.yaml and restart the server. If there should be some, your roles may not allow them: ask an
          administrator.
        </Blank>
      )}
      {loaded.state === "ready" && all.length > 0 && found.length === 0 && (
        <Blank
          icon="search"
          title="No desktop matches"
          actions={
            <button type="button" class="button" onClick={() => setSearch("")}>
              Show all
            </button>
          }
        >
          Nothing has “{search}” in its name, address or labels.
        </Blank>
      )}
      {found.length > 0 && <DesktopTable cluster={cluster} desktops={found} />}
    </>
  );
}

function summary(found: number, all: number): string {
  return found === all ? count(all, "desktop") : `${found} of ${count(all, "desktop")}`;
}

/** Every word of the search must occur somewhere. */
function matches(desktop: Desktop, search: string): boolean {
  const labels = Object.entries(desktop.labels ?? {}).map(([key, value]) => `${key}: ${value} ${key}=${value}`);
  const text = [desktop.name, desktop.addr, ...labels].join(" ").toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
