import { expect, test, vi } from "vitest";
import { WatchedReport } from "./watched";

test("whole milliseconds are reported, never less than was seen", async () => {
  const post = vi.fn().mockResolvedValue(undefined);
  await new WatchedReport(post).add(10.7, 250.2);
  expect(post).toHaveBeenCalledExactlyOnceWith(10, 251);
});

test("what could not be told is told with the next", async () => {
  const post = vi.fn().mockRejectedValueOnce(new Error("offline")).mockResolvedValue(undefined);
  const report = new WatchedReport(post);
  await report.add(0, 10);
  await report.add(10, 20);
  await report.add(20, 30);
  expect(post.mock.calls).toEqual([
    [0, 10],
    [0, 10],
    [10, 20],
    [20, 30],
  ]);
});

test("a server that stays silent does not pile up reports without end", async () => {
  const post = vi.fn().mockRejectedValue(new Error("offline"));
  const report = new WatchedReport(post);
  for (let at = 0; at < 150; at++) await report.add(at, at + 1);
  post.mockClear();
  await report.add(150, 151);
  expect(post).toHaveBeenCalledTimes(101);
});
