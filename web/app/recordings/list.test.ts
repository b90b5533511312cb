import { expect, test } from "vitest";
import { type Call, refusal, serve } from "../testing";
import { recordingOf } from "./fakes";
import { emptyFilter } from "./filter";
import { RecordingList } from "./list";

const sids = (list: RecordingList) => list.items.value.map((item) => item.sid);

test("pages follow each other, and a row that moved onto the next page is shown once", async () => {
  const calls = serve(({ query }) =>
    query.get("startKey") === "next"
      ? { body: { items: [recordingOf({ sid: "b" }), recordingOf({ sid: "c" })] } }
      : { body: { items: [recordingOf({ sid: "a" }), recordingOf({ sid: "b" })], startKey: "next" } },
  );
  const list = new RecordingList("c");
  await list.load(emptyFilter);
  expect(list.state.value).toBe("ready");
  await list.loadMore();
  expect(sids(list)).toEqual(["a", "b", "c"]);
  expect(list.nextKey.value).toBeUndefined();
  await list.loadMore();
  expect(calls).toHaveLength(2);
});

test("the newest filter wins over an answer that comes late", async () => {
  const late: ((answer: { body: unknown }) => void)[] = [];
  serve(({ query }) =>
    query.get("search") === "old"
      ? new Promise((resolve) => late.push(resolve))
      : { body: { items: [recordingOf({ sid: "new" })] } },
  );
  const list = new RecordingList("c");
  const first = list.load({ ...emptyFilter, search: "old" });
  await list.load({ ...emptyFilter, search: "new" });
  late[0]!({ body: { items: [recordingOf({ sid: "old" })] } });
  await first;
  expect(sids(list)).toEqual(["new"]);
});

test("a refresh changes rows in place and holds newer sessions back until they are wanted", async () => {
  let items = [recordingOf({ sid: "a", live: true, state: "recording", durationMs: 1 })];
  serve(() => ({ body: { items } }));
  const list = new RecordingList("c");
  await list.load(emptyFilter);

  items = [
    recordingOf({ sid: "z", start: "2026-03-15T00:00:00Z" }),
    recordingOf({ sid: "a", state: "complete", durationMs: 2 }),
  ];
  await list.refresh();
  expect(sids(list)).toEqual(["a"]);
  expect(list.items.value[0]).toMatchObject({ state: "complete", durationMs: 2 });

  list.showNewer();
  expect(sids(list)).toEqual(["z", "a"]);
  await list.refresh();
  expect(list.newer.value).toEqual([]);
});

test("a running session below the first page is asked for by itself", async () => {
  const answer = ({ path, query }: Call) => {
    if (path.endsWith("/recordings/low")) return { body: recordingOf({ sid: "low", state: "lost", reason: "disk" }) };
    if (query.get("startKey"))
      return { body: { items: [recordingOf({ sid: "low", live: true, state: "recording" })] } };
    return { body: { items: [recordingOf({ sid: "top" })], startKey: "next" } };
  };
  serve(answer);
  const list = new RecordingList("c");
  await list.load(emptyFilter);
  await list.loadMore();
  await list.refresh();
  expect(list.items.value[1]).toMatchObject({ sid: "low", state: "lost", reason: "disk" });
});

test("a refresh that fails leaves the rows; a load that fails says why", async () => {
  serve(() => ({ body: { items: [recordingOf()] } }));
  const list = new RecordingList("c");
  await list.load(emptyFilter);
  serve(() => refusal(500, "internal_error", "Try again."));
  await list.refresh();
  expect(list.items.value).toHaveLength(1);
  await list.load(emptyFilter);
  expect(list.state.value).toBe("failed");
  expect(list.error.value!.message).toBe("Try again.");
});
