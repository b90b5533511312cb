import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "../api/routes";
import type { TextFault } from "../api/shapes";
import type { Document } from "./document";

const typingPause = 250;

/** A text and the same as a document, kept alike by the server, whichever of them is changed. */
export interface Checked {
  text: string;
  /** Undefined while the text is no YAML. */
  document: Document | undefined;
  faults: TextFault[];
  /** Whether the text does not yet say what the form says. */
  isBehind: boolean;
  setText: (text: string) => void;
  change: (update: (document: Document) => Document) => void;
}

export function useChecked(cluster: string, original: string): Checked {
  const [text, setText] = useState(original);
  const [document, setDocument] = useState<Document | undefined>(undefined);
  const [faults, setFaults] = useState<TextFault[]>([]);
  const [isBehind, setBehind] = useState(false);
  /** Two changes may come before the page is drawn again. */
  const newest = useRef<Document>({});
  /** Ends what was asked before: an answer to an older text must not undo a newer one. */
  const latest = useRef<AbortController | undefined>(undefined);

  async function ask(sent: string, pause: number): Promise<void> {
    latest.current?.abort();
    const mine = new AbortController();
    latest.current = mine;
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (mine.signal.aborted) return;
    try {
      const checked = await api.checkResource(cluster, sent, mine.signal);
      if (mine.signal.aborted) return;
      newest.current = checked.document ?? {};
      setDocument(checked.document ?? undefined);
      setFaults(checked.faults ?? []);
      if (sent.startsWith("{")) setText(checked.text);
      setBehind(false);
    } catch {
      // Saving tells what is wrong; a check that could not be made says nothing about the text.
      if (!mine.signal.aborted && !sent.startsWith("{")) setFaults([]);
    }
  }

  useEffect(() => {
    void ask(original, 0);
    return () => latest.current?.abort();
  }, []);

  return {
    text,
    document,
    faults,
    isBehind,
    setText: (next) => {
      setText(next);
      setBehind(false);
      void ask(next, typingPause);
    },
    change: (update) => {
      const next = update(newest.current);
      newest.current = next;
      setDocument(next);
      setBehind(true);
      void ask(JSON.stringify(next), typingPause);
    },
  };
}
