import type { CertificateQuestion } from "../../player";
import type { Desktop } from "../api/shapes";
import { Note } from "../controls/Note";
import { fingerprintGroups } from "../format/size";
import { localTime, utcTime } from "../format/time";
import { CardHead } from "./CardHead";

interface ConsentProps {
  desktop: Desktop;
  question: CertificateQuestion;
  answer: (accept: boolean) => void;
}

/** Asks whether a certificate that was never seen before belongs to the desktop. */
export function CertificateConsent({ desktop, question, answer }: ConsentProps) {
  const problem = validityProblem(question, Date.now());
  return (
    <>
      <CardHead desktop={desktop} title="Is this the right desktop?" />
      <p>
        {desktop.name} shows a certificate that was never seen here. Compare its fingerprint with the one that its
        administrator gives you. If you trust it, it is remembered, and a different one is refused from then on.
      </p>
      {problem && <Note tone="warn">{problem}</Note>}
      <div class="fingerprint-box">
        <h2 id="fingerprint-label">SHA-256 fingerprint</h2>
        <div class="fingerprint mono" aria-labelledby="fingerprint-label">
          {fingerprintGroups(question.sha256).map((group, at) => (
            <span key={at}>{group}</span>
          ))}
        </div>
      </div>
      <dl class="facts-list">
        <dt>Issued to</dt>
        <dd>{question.subject}</dd>
        <dt>Issued by</dt>
        <dd>{question.issuer === question.subject ? "itself (self-signed)" : question.issuer}</dd>
        <dt>Valid</dt>
        <dd>
          <time dateTime={question.notBefore} title={utcTime(question.notBefore)}>
            {localTime(question.notBefore)}
          </time>
          {" to "}
          <time dateTime={question.notAfter} title={utcTime(question.notAfter)}>
            {localTime(question.notAfter)}
          </time>
        </dd>
      </dl>
      <div class="card-actions">
        <button type="button" class="button primary" onClick={() => answer(true)}>
          Trust and connect
        </button>
        <button type="button" class="button" onClick={() => answer(false)}>
          Do not connect
        </button>
      </div>
    </>
  );
}

/** What is wrong with the dates of a certificate, if anything. */
export function validityProblem(question: Pick<CertificateQuestion, "notBefore" | "notAfter">, now: number) {
  if (now > Date.parse(question.notAfter)) return "This certificate has expired. Ask the administrator to renew it.";
  if (now < Date.parse(question.notBefore))
    return "This certificate is not valid yet. Check the clocks of both computers.";
  return undefined;
}
