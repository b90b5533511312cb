import type { Recording, RecordingState } from "../api/shapes";
import { sentence } from "../format/sentence";
import { Badge, type Tone } from "../controls/Badge";

const look: Record<RecordingState, { tone: Tone; label: string; meaning: string }> = {
  recording: { tone: "live", label: "Live", meaning: "The session runs and is being recorded." },
  sealing: {
    tone: "info",
    label: "Sealing",
    meaning: "The session is over; its recording is being closed and signed.",
  },
  uploading: { tone: "info", label: "Uploading", meaning: "The recording is on its way to the store." },
  complete: { tone: "good", label: "Complete", meaning: "Every second of the session is in the store." },
  incomplete: { tone: "warn", label: "Incomplete", meaning: "A part of the session is missing." },
  lost: { tone: "bad", label: "Lost", meaning: "Nothing of this session can be shown." },
  off: { tone: "plain", label: "Not recorded", meaning: "By rule this session was not recorded." },
};

const unknown = { tone: "plain" as Tone, label: "Unknown", meaning: "This page does not know the state. Reload it." };

export const stateLabel = (state: string) => (look[state as RecordingState] ?? unknown).label;
export const stateMeaning = (state: string) => (look[state as RecordingState] ?? unknown).meaning;

/** The state of a recording, and why it is not complete. */
export function StateBadge({ recording }: { recording: Pick<Recording, "state" | "reason" | "rule"> }) {
  const { tone, label, meaning } = look[recording.state] ?? unknown;
  const reason = recording.reason ? sentence(recording.reason) : recording.state === "off" ? recording.rule : undefined;
  return (
    <span class="state">
      <Badge tone={tone} title={reason ? `${meaning} ${reason}` : meaning}>
        {label}
      </Badge>
      {reason && (
        <span class="reason soft small cut" title={reason}>
          {reason}
        </span>
      )}
    </span>
  );
}

/** Why a recording can't be played; undefined when it can. */
export function whyNotPlayable(recording: Recording): string | undefined {
  if (recording.state === "off") return "This session was not recorded.";
  if (recording.state === "lost") return "This recording is lost.";
  return undefined;
}
