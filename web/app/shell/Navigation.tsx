import { Icon, type IconName } from "../controls/icons";
import { place } from "../routing/location";
import { sections } from "../resources/sections";
import { paths, resourceSections } from "../routing/routes";

/** Where a person may look after things; the sections they may not read are left out. */
export function Navigation({ cluster, manages = [] }: { cluster: string; manages?: string[] }) {
  const shown = resourceSections.filter((section) => manages.includes(sections[section].kind));
  return (
    <nav aria-label="Main">
      <p class="cluster" title={`Cluster ${cluster}`}>
        <span class="visually-hidden">Cluster </span>
        <span class="cut">{cluster}</span>
      </p>
      <h2>Resources</h2>
      <ul>
        <Item icon="desktop" label="Desktops" href={paths.desktops(cluster)} />
      </ul>
      <h2>Management</h2>
      <h3>Activity</h3>
      <ul>
        <Item icon="film" label="Session Recordings" href={paths.recordings(cluster)} />
        <Item icon="list" label="Audit Log" href={paths.audit(cluster)} />
      </ul>
      {shown.length > 0 && (
        <>
          <h3>Access</h3>
          <ul>
            {shown.map((section) => (
              <Item
                key={section}
                icon={sections[section].icon}
                label={sections[section].title}
                href={paths.resources(cluster, section)}
              />
            ))}
          </ul>
        </>
      )}
    </nav>
  );
}

function Item({ icon, label, href }: { icon: IconName; label: string; href: string }) {
  const current = place.value.path === href;
  return (
    <li>
      <a href={href} aria-current={current ? "page" : undefined}>
        <Icon name={icon} />
        {label}
      </a>
    </li>
  );
}
