package io.quorate.core.delivery;

import io.quorate.core.NodeId;
import io.quorate.core.config.ConfigEntry;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigView;
import io.quorate.core.declaration.Delivery;
import io.quorate.core.declaration.PathPattern;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of which a delivery consists on a member, as the configuration stands. */
public final class DeliveredFiles implements Delivery.Cases<Boolean> {
  /** Most files of one delivery. */
  public static final int MOST_FILES = 10_000;

  /** Most bytes of one delivery: they are in the memory of the node while they are written. */
  public static final long MOST_BYTES = 16L << 20;

  private static final int PAGE = 500;

  private final ConfigView view;
  private final List<ConfigScope> scopes;
  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private long bytes;

  private DeliveredFiles(ConfigView view, NodeId member) {
    this.view = view;
    this.scopes =
        List.of(ConfigScope.ALL, new ConfigScope(member)); // its own stand over the others
  }

  /** Those for the member; empty when they are more than a delivery may have. */
  public static Optional<FileSet> of(Delivery delivery, ConfigView view, NodeId member) {
    DeliveredFiles gathered = new DeliveredFiles(view, member);
    return delivery.target().dispatch(gathered)
        ? Optional.of(new FileSet(gathered.files))
        : Optional.empty();
  }

  @Override
  public Boolean file(Delivery.SingleFile file) {
    String whole = file.file().value();
    one(file.path().value(), whole.substring(whole.lastIndexOf('/') + 1));
    return fits();
  }

  @Override
  public Boolean folder(Delivery.Folder folder) {
    if (folder.paths().isEmpty()) {
      return all("", folder);
    }
    for (PathPattern pattern : folder.paths()) {
      if (pattern.literal()) {
        one(pattern.value(), pattern.value());
      } else if (!all(below(pattern), folder)) {
        return false;
      }
    }
    return fits();
  }

  /** The folder in which all paths of the pattern are; empty for the root. */
  private static String below(PathPattern pattern) {
    String prefix = pattern.prefix();
    return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
  }

  private void one(String path, String name) {
    for (ConfigScope scope : scopes) {
      ConfigEntry entry = view.get(new ConfigPlace(scope, new ConfigPath(path)));
      if (entry != null) {
        take(name, entry);
      }
    }
  }

  private boolean all(String below, Delivery.Folder folder) {
    for (ConfigScope scope : scopes) {
      String after = "";
      List<ConfigView.Found> page;
      do {
        page = view.list(scope, below, after, PAGE);
        for (ConfigView.Found found : page) {
          after = found.place().path().value();
          if (folder.has(after)) {
            take(after, found.entry());
          }
        }
        if (!fits()) {
          return false;
        }
      } while (page.size() == PAGE);
    }
    return true;
  }

  private void take(String name, ConfigEntry entry) {
    byte[] content = entry.value().bytes();
    byte[] before = files.put(name, content);
    bytes += content.length - (before == null ? 0 : before.length);
  }

  private boolean fits() {
    return files.size() <= MOST_FILES && bytes <= MOST_BYTES;
  }
}
