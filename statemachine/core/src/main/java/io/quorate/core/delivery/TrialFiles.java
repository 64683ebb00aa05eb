package io.quorate.core.delivery;

import io.quorate.core.NodeId;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.ConfigView;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A whole configuration as a member would see it after a commit, as files. */
public final class TrialFiles {
  private static final int PAGE = 500;

  private final ConfigView view;
  private final Collection<ConfigEdit> edits;
  private final Opening opening;
  private final SortedSet<ConfigPlace> closed = new TreeSet<>();
  private long bytes;
  private int files;

  private TrialFiles(ConfigView view, Collection<ConfigEdit> edits, Opening opening) {
    this.view = view;
    this.edits = edits;
    this.opening = opening;
  }

  /**
   * What there is to try.
   *
   * @param files the files; null when there are none to try
   * @param lacks why not; else empty
   */
  public record Gathered(@Nullable FileSet files, String lacks) {}

  /**
   * Those for the member, if they are no more than a delivery may have and can all be opened.
   *
   * @param edits of the commit, against what the view shows
   * @param opening opens what is sealed
   */
  public static Gathered of(
      ConfigView view, Collection<ConfigEdit> edits, NodeId member, Opening opening) {
    TrialFiles trial = new TrialFiles(view, edits, opening);
    SortedMap<String, byte[]> all = new TreeMap<>();
    if (!trial.gathered(ConfigScope.ALL, all) || !trial.gathered(new ConfigScope(member), all)) {
      return new Gathered(
          null,
          "there are more than "
              + DeliveredFiles.MOST_FILES
              + " values of "
              + (DeliveredFiles.MOST_BYTES >> 20)
              + " MiB");
    }
    return trial.closed.isEmpty()
        ? new Gathered(new FileSet(all), "")
        : new Gathered(null, "it cannot open the secret at " + trial.closed.first());
  }

  private boolean gathered(ConfigScope scope, SortedMap<String, byte[]> all) {
    SortedMap<String, byte[]> own = new TreeMap<>();
    String after = "";
    while (true) {
      List<ConfigView.Found> page = view.list(scope, "", after, PAGE);
      for (ConfigView.Found found : page) {
        after = found.place().path().value();
        bytes += found.entry().value().size();
        own.put(after, plain(found.place(), found.entry().value()));
      }
      files += page.size();
      if (!fits()) {
        return false;
      }
      if (page.size() < PAGE) {
        break;
      }
    }
    for (ConfigEdit edit : edits) {
      if (edit.place().scope().equals(scope)) {
        changed(edit, own);
      }
    }
    all.putAll(own);
    return fits();
  }

  private void changed(ConfigEdit edit, SortedMap<String, byte[]> own) {
    ConfigValue to = edit.to();
    String path = edit.place().path().value();
    byte[] before = to == null ? own.remove(path) : own.put(path, plain(edit.place(), to));
    bytes += (to == null ? 0 : to.size()) - (before == null ? 0 : before.length);
    files += (to == null ? 0 : 1) - (before == null ? 0 : 1);
  }

  private byte[] plain(ConfigPlace place, ConfigValue value) {
    if (value.seal() == null) {
      return value.bytes();
    }
    byte[] inside = opening.open(place, value);
    if (inside == null) {
      closed.add(place);
      return value.bytes();
    }
    return inside;
  }

  private boolean fits() {
    return files <= DeliveredFiles.MOST_FILES && bytes <= DeliveredFiles.MOST_BYTES;
  }
}
