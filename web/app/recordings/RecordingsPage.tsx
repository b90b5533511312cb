import { useEffect, useMemo } from "preact/hooks";
import { Blank, Failure } from "../controls/Blank";
import { Icon } from "../controls/icons";
import { Note } from "../controls/Note";
import { count } from "../format/size";
import { navigate, place } from "../routing/location";
import { paths } from "../routing/routes";
import { PageHeader } from "../shell/PageHeader";
import { type Filter, addressOf, emptyFilter, filterOf, isEmpty } from "./filter";
import { FilterBar } from "./FilterBar";
import { RecordingList } from "./list";
import { RecordingTable, RecordingTableSkeleton } from "./RecordingTable";
import { useRefresh } from "./refresh";
import "./recordings.css";

export function RecordingsPage({ cluster }: { cluster: string }) {
  const list = useMemo(() => new RecordingList(cluster), [cluster]);
  const address = addressOf(filterOf(place.value.query));
  const filter = filterOf(place.value.query);

  useEffect(() => {
    void list.load(filter);
  }, [list, address]);
  useEffect(() => () => list.dispose(), [list]);
  useRefresh(() => list.refresh());

  const change = (next: Filter) => navigate(paths.recordings(cluster) + addressOf(next), { replace: true });
  const items = list.items.value;
  const state = list.state.value;
  const users = [...new Set(items.map((item) => item.user))].sort();
  const newer = list.newer.value.length;

  return (
    <>
      <PageHeader above={["Management", "Activity"]} title="Session Recordings">
        <div class="newer" role="status">
          {newer > 0 && (
            <button type="button" class="button" onClick={() => list.showNewer()}>
              <Icon name="refresh" size={18} />
              Show {count(newer, "new session")}
            </button>
          )}
        </div>
      </PageHeader>
      <FilterBar filter={filter} users={users} change={change} />
      {state === "loading" && items.length === 0 && <RecordingTableSkeleton />}
      {state === "failed" && <Failure error={list.error.value!} retry={() => void list.load(filter)} />}
      {items.length > 0 && <RecordingTable cluster={cluster} recordings={items} stale={state === "loading"} />}
      {state === "ready" && items.length === 0 && (
        <Nothing cluster={cluster} filter={filter} clear={() => change(emptyFilter)} />
      )}
      {state === "ready" && items.length > 0 && <ListEnd list={list} />}
    </>
  );
}

function Nothing({ cluster, filter, clear }: { cluster: string; filter: Filter; clear: () => void }) {
  if (!isEmpty(filter)) {
    return (
      <Blank
        icon="search"
        title="No recording matches"
        actions={
          <button type="button" class="button" onClick={clear}>
            Clear the filter
          </button>
        }
      >
        Widen the time range or remove a part of the filter.
      </Blank>
    );
  }
  return (
    <Blank
      icon="film"
      title="No recordings yet"
      actions={
        <a class="button primary" href={paths.desktops(cluster)}>
          Go to the desktops
        </a>
      }
    >
      Connect to a desktop: its session shows up here at once, while it still runs.
    </Blank>
  );
}

function ListEnd({ list }: { list: RecordingList }) {
  const shown = list.items.value.length;
  const error = list.error.value;
  return (
    <div class="list-end">
      {error && <Note tone="bad">{error.message}</Note>}
      {list.nextKey.value ? (
        <button type="button" class="button" disabled={list.loadingMore.value} onClick={() => void list.loadMore()}>
          {list.loadingMore.value ? "Loading …" : "Load more"}
        </button>
      ) : (
        <p class="soft small">{count(shown, "recording")}</p>
      )}
    </div>
  );
}
