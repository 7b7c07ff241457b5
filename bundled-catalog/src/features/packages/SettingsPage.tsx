import { usePackage, usePlace } from './place';
import { DeletePackage } from './DeletePackage';
import { NamesOfRevisions } from './NamesOfRevisions';
import { People } from './People';
import classes from './Settings.module.css';
import { VisibilityForm } from './VisibilityForm';

/** Who may see a package, and for its owner how to change that, tags, versions and the end of it. */
export function SettingsPage() {
  const place = usePlace();
  const shown = usePackage();
  const { owner } = shown.rights;
  return (
    <div className={classes.page}>
      {owner && <VisibilityForm place={place} />}
      <People place={place} editable={owner} />
      {owner && <NamesOfRevisions place={place} shown={shown} />}
      {owner && <DeletePackage place={place} shown={shown} />}
    </div>
  );
}
