package io.quorate.server;

import io.quorate.core.store.StoreView;
import io.quorate.server.backup.BackupLabel;
import io.quorate.server.files.NodeSettings;

/** Tells what is in a backup. */
final class BackupText {
  private final NodeSettings settings;
  private final BackupLabel label;
  private final long last;

  BackupText(NodeSettings settings, BackupLabel label, long last) {
    this.settings = settings;
    this.label = label;
    this.last = last;
  }

  String of(StoreView state) {
    StringBuilder text = new StringBuilder();
    text.append(
        "backup of cluster %s, which was number %d of its name%n"
            .formatted(label.cluster(), label.founding().number()));
    text.append("  %-18s %s by node %s%n".formatted("made", label.taken(), label.node()));
    text.append("  %-18s %d%n".formatted("last entry", last));
    text.append("  %-18s %s%n".formatted("restored on", settings.node()));
    text.append(
        "  %-18s %s%n".formatted("lost", "what was acknowledged after it was made, if anything"));
    RoleTable.append(text, state);
    return text.toString();
  }
}
