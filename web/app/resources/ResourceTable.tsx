import type { Resource } from "../api/shapes";
import { Badge } from "../controls/Badge";
import { Table } from "../controls/Table";
import { originOf, type Section } from "./sections";

const columns = [{ name: "Name", class: "name" }, { name: "What it says" }, { name: "Actions", hidden: true, class: "actions" }];

export function ResourceTable(props: { section: Section; resources: Resource[]; edit: (resource: Resource) => void }) {
  return (
    <Table label={props.section.title} class="resources" columns={columns}>
      {props.resources.map((resource) => (
        <tr key={resource.metadata.name} role="row">
          <td role="cell">
            <strong class="cut" title={resource.metadata.name}>
              {resource.metadata.name}
            </strong>
          </td>
          <td role="cell" data-label="What it says">
            <span class="cut" title={props.section.facts(resource)}>
              {props.section.facts(resource)}
            </span>{" "}
            {originOf(resource) && <Badge>{originOf(resource)}</Badge>}
          </td>
          <td role="cell" class="actions">
            <button
              type="button"
              class="button small"
              aria-label={`Edit ${resource.metadata.name}`}
              onClick={() => props.edit(resource)}
            >
              Edit
            </button>
          </td>
        </tr>
      ))}
    </Table>
  );
}

export function ResourceTableSkeleton({ section }: { section: Section }) {
  return (
    <Table label={`${section.title} are loading`} class="resources" columns={columns} busy>
      {[0, 1, 2].map((row) => (
        <tr key={row} role="row" aria-hidden="true">
          <td role="cell">
            <span class="skeleton w8" />
          </td>
          <td role="cell">
            <span class="skeleton w10" />
          </td>
          <td role="cell" class="actions">
            <span class="skeleton button-sized" />
          </td>
        </tr>
      ))}
    </Table>
  );
}
