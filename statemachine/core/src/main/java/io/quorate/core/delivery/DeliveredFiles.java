package io.quorate.core.delivery;

import io.quorate.core.NodeId;
import io.quorate.core.config.ConfigEntry;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.ConfigView;
import io.quorate.core.declaration.Delivery;
import io.quorate.core.declaration.PathPattern;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The files of which a delivery consists on a member, as the configuration stands. */
public final class DeliveredFiles implements Delivery.Cases<Boolean> {
  /** Most files of one delivery. */
  public static final int MOST_FILES = 10_000;

  /** Most bytes of one delivery: they are in the memory of the node while they are written. */
  public static final long MOST_BYTES = 16L << 20;

  private static final int PAGE = 500;

  private final ConfigView view;
  private final List<ConfigScope> scopes;
  private final Opening opening;
  private final SortedSet<String> secrets = new TreeSet<>();
  private final SortedMap<String, ConfigPlace> closed = new TreeMap<>();
  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private long bytes;

  private DeliveredFiles(ConfigView view, NodeId member, Opening opening) {
    this.view = view;
    this.opening = opening;
    this.scopes =
        List.of(ConfigScope.ALL, new ConfigScope(member)); // its own stand over the others
  }

  /**
   * What there is to deliver.
   *
   * @param files the files; null when they cannot be delivered
   * @param state why not; that of a delivery which has nothing against it otherwise
   * @param detail more words of that
   * @param secrets what the member needs of secrets
   */
  public record Gathered(
      @Nullable FileSet files, DeliveryReport.State state, String detail, SecretNeed secrets) {}

  /**
   * Those for the member, if they are no more than a delivery may have and can all be opened.
   *
   * @param opening opens what is sealed
   */
  public static Gathered of(Delivery delivery, ConfigView view, NodeId member, Opening opening) {
    DeliveredFiles gathered = new DeliveredFiles(view, member, opening);
    if (!delivery.target().dispatch(gathered)) {
      return new Gathered(
          null,
          DeliveryReport.State.CANNOT_WRITE,
          "more than "
              + MOST_FILES
              + " files or "
              + (MOST_BYTES >> 20)
              + " MiB; deliver fewer paths",
          SecretNeed.NONE);
    }
    if (!gathered.closed.isEmpty()) {
      return new Gathered(
          null,
          DeliveryReport.State.KEY_MISMATCH,
          member
              + " cannot open "
              + gathered.closed.get(gathered.closed.firstKey())
              + (gathered.closed.size() > 1 ? " and " + (gathered.closed.size() - 1) + " more" : "")
              + " of the configuration",
          SecretNeed.CLOSED);
    }
    return new Gathered(
        new FileSet(gathered.files, gathered.secrets),
        DeliveryReport.State.DELIVERED,
        "",
        gathered.secrets.isEmpty() ? SecretNeed.NONE : SecretNeed.OPENED);
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
      ConfigPlace place = new ConfigPlace(scope, new ConfigPath(path));
      ConfigEntry entry = view.get(place);
      if (entry != null) {
        take(name, place, entry);
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
            take(after, found.place(), found.entry());
          }
        }
        if (!fits()) {
          return false;
        }
      } while (page.size() == PAGE);
    }
    return true;
  }

  private void take(String name, ConfigPlace place, ConfigEntry entry) {
    ConfigValue value = entry.value();
    closed.remove(name);
    secrets.remove(name);
    byte[] content = value.bytes();
    if (value.seal() != null) {
      secrets.add(name);
      byte[] inside = opening.open(place, value);
      if (inside == null) {
        closed.put(name, place);
      } else {
        content = inside;
      }
    }
    byte[] before = files.put(name, content);
    bytes += content.length - (before == null ? 0 : before.length);
  }

  private boolean fits() {
    return files.size() <= MOST_FILES && bytes <= MOST_BYTES;
  }
}
