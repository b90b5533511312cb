import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { Blank, Failure } from "../controls/Blank";
import { Icon } from "../controls/icons";
import { Note } from "../controls/Note";
import { anyTime } from "../controls/timeRange";
import { TimeRangeFields } from "../controls/TimeRangeFields";
import { count } from "../format/size";
import { PageHeader } from "../shell/PageHeader";
import { AuditTable, AuditTableSkeleton } from "./AuditTable";
import { EventList } from "./list";
import "./audit.css";

export function AuditPage({ cluster }: { cluster: string }) {
  const list = useMemo(() => new EventList(cluster), [cluster]);
  useEffect(() => {
    void list.load();
    return () => list.dispose();
  }, [list]);

  const items = list.items.value;
  const state = list.state.value;
  const { range, ...texts } = list.filter.value;
  const narrowed = range !== "any" || Object.values(texts).some((text) => text !== "");
  return (
    <>
      <PageHeader above={["Management", "Activity"]} title="Audit Log">
        <button type="button" class="button" disabled={state === "loading"} onClick={() => void list.load()}>
          <Icon name="refresh" size={18} />
          Refresh
        </button>
      </PageHeader>
      <Filter list={list} />
      {state === "loading" && items.length === 0 && <AuditTableSkeleton />}
      {state === "failed" && items.length === 0 && <Failure error={list.error.value!} retry={() => void list.load()} />}
      {items.length > 0 && <AuditTable events={items} />}
      {state === "ready" && items.length === 0 && (
        <Blank icon="list" title={narrowed ? "No event matches" : "No events yet"}>
          {narrowed
            ? "Users, codes and sessions are matched as a whole; an event by its name or its code."
            : "Sign-ins, sessions and every look at a recording are written here."}
        </Blank>
      )}
      {items.length > 0 && (
        <div class="list-end">
          {state === "failed" && <Note tone="bad">{list.error.value!.message}</Note>}
          {list.nextKey.value ? (
            <button type="button" class="button" disabled={state === "loading"} onClick={() => void list.loadMore()}>
              {state === "loading" ? "Loading …" : "Load more"}
            </button>
          ) : (
            <p class="soft small">{count(items.length, "event")}</p>
          )}
        </div>
      )}
    </>
  );
}

const fields = [
  { name: "user", label: "User" },
  { name: "event", label: "Event or code" },
  { name: "session", label: "Session" },
] as const;

function Filter({ list }: { list: EventList }) {
  const time = useSignal(anyTime);
  return (
    <form
      class="list-tools"
      role="search"
      aria-label="Search events"
      onSubmit={(event) => {
        event.preventDefault();
        const values = new FormData(event.currentTarget);
        const text = (name: string) => String(values.get(name) ?? "").trim();
        list.filter.value = { user: text("user"), event: text("event"), session: text("session"), ...time.value };
        void list.load();
      }}
    >
      {fields.map(({ name, label }) => (
        <input key={name} class="input audit-filter" type="search" name={name} placeholder={label} aria-label={label} />
      ))}
      <TimeRangeFields value={time.value} change={(part) => (time.value = { ...time.value, ...part })} />
      <button type="submit" class="button">
        <Icon name="search" size={18} />
        Search
      </button>
    </form>
  );
}
