import { useState } from "preact/hooks";
import * as api from "../api/routes";
import { useLoaded } from "../api/loading";
import { Blank, Failure } from "../controls/Blank";
import { Note } from "../controls/Note";
import { PageHeader } from "../shell/PageHeader";
import type { ResourceSection } from "../routing/routes";
import { ResourceEditor } from "./ResourceEditor";
import { ResourceTable, ResourceTableSkeleton } from "./ResourceTable";
import { originOf, sections } from "./sections";
import "./resources.css";

/** Users, roles, locks or settings: a list, and an editor of one's text. */
export function ResourcesPage({ cluster, section: name }: { cluster: string; section: ResourceSection }) {
  const section = sections[name];
  const loaded = useLoaded(`${section.kind} of ${cluster}`, (signal) => api.resources(cluster, section.kind, signal));
  /** The one that is edited; the empty name is a new one. */
  const [editing, setEditing] = useState<string | undefined>(undefined);
  const items = loaded.value?.items ?? [];
  const managed = items.some((item) => originOf(item) === "config-file" && !section.template);

  const done = () => {
    setEditing(undefined);
    loaded.reload();
  };

  return (
    <>
      <PageHeader above={["Management", "Access"]} title={section.title}>
        {section.template && loaded.state === "ready" && editing === undefined && (
          <button type="button" class="button primary" onClick={() => setEditing("")}>
            New {section.one}
          </button>
        )}
      </PageHeader>
      <p class="soft">{section.about}</p>
      {managed && (
        <Note tone="warn">
          teleport.yaml sets this too: a change made here holds until the server starts again. Change the file to keep it.
        </Note>
      )}
      {loaded.state === "loading" && <ResourceTableSkeleton section={section} />}
      {loaded.state === "failed" && <Failure error={loaded.error} retry={loaded.reload} />}
      {loaded.state === "ready" && editing !== undefined && (
        <ResourceEditor
          key={editing}
          cluster={cluster}
          section={section}
          name={editing}
          done={done}
          cancel={() => setEditing(undefined)}
        />
      )}
      {loaded.state === "ready" && items.length === 0 && editing === undefined && (
        <Blank icon={section.icon} title={`No ${section.one} yet`}>
          What is made here, or with tctl create, is listed here.
        </Blank>
      )}
      {items.length > 0 && editing === undefined && (
        <ResourceTable section={section} resources={items} edit={(resource) => setEditing(resource.metadata.name)} />
      )}
    </>
  );
}
