package io.quorate.core.config;

import io.quorate.core.GroupId;
import io.quorate.core.secret.ResealedRow;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SealedRow;
import io.quorate.core.secret.SealedRows;
import io.quorate.core.secret.SecretEvent;
import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import org.jspecify.annotations.Nullable;

/**
 * Where a sealed value belongs, wherever it is stored: it opens for this space and place only.
 *
 * @param space whose
 * @param place where it stands, stood, or would stand
 */
public record SealedAt(SpaceId space, ConfigPlace place) {

  /** To where the value of a stored row belongs. */
  public static SealedAt of(SealedRow row) {
    String key = row.key();
    int slash = key.indexOf('/');
    String rest = key.substring(slash + 1);
    String place =
        row.kind() == SealedRow.Kind.CURRENT ? rest : rest.substring(rest.indexOf('/') + 1);
    return new SealedAt(
        new SpaceId(new GroupId(key.substring(0, slash))), ConfigPlace.ofKey(place));
  }

  /** The row of a space under which its values that stand sort. */
  public static SealedRow standing(SpaceId space) {
    return new SealedRow(SealedRow.Kind.CURRENT, space.prefix());
  }

  /** The row of the value that stands at a place. */
  public static SealedRow standing(SpaceId space, ConfigPlace place) {
    return new SealedRow(SealedRow.Kind.CURRENT, space.prefix() + place.key());
  }

  /** What the row holds; null when there is none, or it holds none. */
  public static @Nullable ConfigValue value(StoreView store, SealedRow row) {
    ConfigEntry entry =
        switch (row.kind()) {
          case CURRENT -> store.get(Table.CONFIG, row.key());
          case REPLACED -> {
            ConfigUndo undo = store.get(Table.CONFIG_UNDO, row.key());
            yield undo == null ? null : undo.before();
          }
          case STAGED -> {
            StagedEdit edit = store.get(Table.CONFIG_EDITS, row.key());
            ConfigValue to = edit == null ? null : edit.to();
            yield to == null || edit == null ? null : new ConfigEntry(to, edit.seen());
          }
        };
    return entry == null ? null : entry.value();
  }

  /** Writes the values that still are what was sealed anew; the others stay as they are. */
  public static void resealed(Store store, SecretEvent.RowsResealed event) {
    for (ResealedRow next : event.rows()) {
      ConfigValue value = value(store, next.row());
      Seal seal = value == null ? null : value.seal();
      if (value == null
          || seal == null
          || !seal.generation().equals(event.from())
          || !seal.tag().equals(next.tag())
          || value.size() != next.sealed().size()) {
        continue;
      }
      Seal after = new Seal(event.to(), seal.tag());
      write(store, next.row(), value.sealed(next.sealed(), after));
      SealedRows.replaced(store, next.row(), seal, after);
    }
  }

  private static void write(Store store, SealedRow row, ConfigValue value) {
    switch (row.kind()) {
      case CURRENT -> {
        ConfigEntry entry = store.get(Table.CONFIG, row.key());
        if (entry != null) {
          store.put(Table.CONFIG, row.key(), new ConfigEntry(value, entry.revision()));
        }
      }
      case REPLACED -> {
        ConfigUndo undo = store.get(Table.CONFIG_UNDO, row.key());
        ConfigEntry before = undo == null ? null : undo.before();
        if (before != null) {
          ConfigEntry resealed = new ConfigEntry(value, before.revision());
          store.put(Table.CONFIG_UNDO, row.key(), new ConfigUndo(resealed));
        }
      }
      case STAGED -> {
        StagedEdit edit = store.get(Table.CONFIG_EDITS, row.key());
        if (edit != null) {
          store.put(Table.CONFIG_EDITS, row.key(), new StagedEdit(value, edit.seen()));
        }
      }
    }
  }

  @Override
  public String toString() {
    return place + " of " + space;
  }
}
