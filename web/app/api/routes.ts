import { request, requestText } from "./request";
import type { AuditEvent, CheckedText, Desktop, Page, Ping, Recording, Resource, Verification } from "./shapes";

const site = (cluster: string) => `/v1/webapi/sites/${encodeURIComponent(cluster)}`;

/** What the list of recordings can be narrowed to; empty means everything. */
export interface RecordingQuery {
  search?: string;
  state?: string;
  user?: string;
  from?: string;
  to?: string;
  limit?: number;
  startKey?: string;
}

/** The address of the API below a recording, such as its index. */
export function recordingPath(cluster: string, sid: string, below = ""): string {
  return `${site(cluster)}/recordings/${encodeURIComponent(sid)}${below}`;
}

/** The address of the WebSocket of a live session with a desktop. */
export function livePath(cluster: string, desktop: string): string {
  return `${site(cluster)}/desktops/${encodeURIComponent(desktop)}/connect/ws`;
}

export const ping = (signal?: AbortSignal) => request<Ping>("GET", "/v1/webapi/ping", { signal });

export const desktops = (cluster: string, signal?: AbortSignal) =>
  request<{ items: Desktop[] }>("GET", `${site(cluster)}/desktops`, { signal });

export const recordings = (cluster: string, query: RecordingQuery, signal?: AbortSignal) =>
  request<Page<Recording>>("GET", `${site(cluster)}/recordings${queryString({ ...query })}`, { signal });

export const recording = (cluster: string, sid: string, signal?: AbortSignal) =>
  request<Recording>("GET", recordingPath(cluster, sid), { signal });

export const verification = (cluster: string, sid: string, signal?: AbortSignal) =>
  request<Verification>("GET", recordingPath(cluster, sid, "/verify"), { signal });

export const watched = (cluster: string, sid: string, fromMs: number, toMs: number) =>
  request<void>("POST", recordingPath(cluster, sid, "/watched"), { body: { fromMs, toMs }, keepalive: true });

export const auditEvents = (
  cluster: string,
  query: { from?: string; to?: string; user?: string; event?: string; session?: string; limit?: number; startKey?: string },
  signal?: AbortSignal,
) => request<Page<AuditEvent>>("GET", `${site(cluster)}/audit${queryString(query)}`, { signal });

function resourcePath(cluster: string, kind = "", name = ""): string {
  const parts = [kind, name].filter((part) => part !== "").map((part) => `/${encodeURIComponent(part)}`);
  return `${site(cluster)}/resources${parts.join("")}`;
}

export const resources = (cluster: string, kind: string, signal?: AbortSignal) =>
  request<{ items: Resource[] }>("GET", resourcePath(cluster, kind), { signal });

export const resourceYaml = (cluster: string, kind: string, name: string, signal?: AbortSignal) =>
  requestText("GET", `${resourcePath(cluster, kind, name)}?format=yaml`, { signal });

export const createResource = (cluster: string, yaml: string) =>
  request<{ messages: string[] }>("POST", resourcePath(cluster), { yaml });

/** What is wrong with a text, and the same as JSON; a text in JSON comes back as YAML. Nothing is stored. */
export const checkResource = (cluster: string, text: string, signal?: AbortSignal) =>
  request<CheckedText>("POST", `${resourcePath(cluster)}/check`, { yaml: text, signal });

export const updateResource = (cluster: string, kind: string, name: string, yaml: string) =>
  request<{ messages: string[] }>("PUT", resourcePath(cluster, kind, name), { yaml });

export const removeResource = (cluster: string, kind: string, name: string) =>
  request<{ messages: string[] }>("DELETE", resourcePath(cluster, kind, name));

function queryString(query: Record<string, string | number | undefined>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
