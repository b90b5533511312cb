/**
 * The player's public face: recordings and live desktop sessions, without any framework.
 *
 *     const player = await openRecording(site, sid, { watched });
 *     const unmount = player.mount(element);
 *     const stop = player.subscribe((state) => …);
 *
 *     const session = openLiveSession(url, options, events);
 *     const unmount = session.mount(element);
 */
export { openRecording, openRecordingFile } from "./playback/player";
export type { OpenOptions, Player, PlayerPhase, PlayerState } from "./playback/player";
export type { DamagedRow, IndexDocument, MarkRow, SegmentRow } from "./playback/index-document";
export { openLiveSession } from "./live/session";
export type {
  CertificateQuestion,
  LiveEvents,
  LiveOptions,
  LiveSession,
  LiveStage,
  LiveStarted,
  NoticeLevel,
} from "./live/session";
export { ownKeyboardLayout } from "./input/keyboard-layout";
export { keyCombinations } from "./input/combinations";
export type { KeyCombination } from "./input/combinations";
export type { Picture } from "./screen/picture";
export { formatSessionTime, formatWallClock } from "./clock";
