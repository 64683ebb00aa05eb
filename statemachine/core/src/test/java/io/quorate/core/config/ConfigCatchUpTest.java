package io.quorate.core.config;

import static io.quorate.core.config.ConfiguredGroup.A;
import static io.quorate.core.config.ConfiguredGroup.SPACE;
import static io.quorate.core.config.ConfiguredGroup.at;
import static io.quorate.core.config.ConfiguredGroup.delete;
import static io.quorate.core.config.ConfiguredGroup.set;
import static io.quorate.core.config.ConfiguredGroup.text;
import static io.quorate.core.config.ConfiguredGroup.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whoever goes through what was missed knows what is there, however it changes meanwhile. */
final class ConfigCatchUpTest {
  private static final int PATHS = 6;

  private final ConfiguredGroup group = new ConfiguredGroup().raised();
  private final Random random = new Random(17);

  private ConfigCatchUp catchUp() {
    return new ConfigCatchUp(group.store, SPACE);
  }

  /** What somebody knows who is told step by step. */
  private final class Watcher {
    private final WatchedPlaces watched;
    private final Map<ConfigPlace, ConfigValue> known = new HashMap<>();
    private ConfigListing.Cursor listing = new ConfigListing(group.store, SPACE).begin();
    private boolean listed;
    private ConfigCatchUp.Cursor cursor = ConfigCatchUp.Cursor.at(listing.asOf());

    Watcher(WatchedPlaces watched) {
      this.watched = watched;
    }

    void step() {
      if (!listed) {
        ConfigListing.Step step = new ConfigListing(group.store, SPACE).next(listing, watched, 1);
        step.values().forEach(found -> known.put(found.place(), found.entry().value()));
        listing = step.next();
        listed = step.rest() == ConfigListing.Rest.NONE;
        return;
      }
      if (!catchUp().reachesHead(cursor)) {
        ConfigCatchUp.Step step = catchUp().next(cursor, watched, 1);
        step.changes().forEach(this::take);
        assertThat(step.next().told()).isGreaterThanOrEqualTo(cursor.told());
        cursor = step.next();
      }
    }

    private void take(ConfigCatchUp.Changed changed) {
      ConfigEntry entry = changed.entry();
      if (entry == null) {
        known.remove(changed.place());
      } else {
        assertThat(entry.revision()).isEqualTo(cursor.told().next());
        known.put(changed.place(), entry.value());
      }
    }

    void reachHead() {
      while (!listed || !catchUp().reachesHead(cursor)) {
        step();
      }
    }
  }

  private ConfigEdit anything() {
    String path = "p" + random.nextInt(2) + "/" + random.nextInt(PATHS);
    ConfigPlace place = random.nextInt(3) == 0 ? at(A, path) : at(path);
    boolean gone = random.nextInt(3) == 0;
    return new ConfigEdit(place, gone ? null : text("" + random.nextInt(1_000_000)), null);
  }

  private Map<ConfigPlace, ConfigValue> present(WatchedPlaces watched) {
    Map<ConfigPlace, ConfigValue> present = new HashMap<>();
    for (ConfigScope scope : group.view().scopes()) {
      for (ConfigView.Found found : group.view().list(scope, "", "", Integer.MAX_VALUE)) {
        if (watched.has(found.place())) {
          present.put(found.place(), found.entry().value());
        }
      }
    }
    return present;
  }

  @Test
  void nothingIsMissed() {
    for (int run = 0; run < 100; run++) {
      WatchedPlaces watched =
          run % 3 == 0 ? WatchedPlaces.ALL : new WatchedPlaces("p1", run % 3 == 1 ? A : null);
      Watcher watcher = new Watcher(watched);
      for (int i = 0; i < 60; i++) {
        if (random.nextInt(3) == 0) {
          group.done(write(anything()));
        } else {
          watcher.step();
        }
      }
      watcher.reachHead();

      assertThat(watcher.known).isEqualTo(present(watched));
    }
  }

  @Test
  void aStepIsBoundedHoweverMuchIsPassedOver() {
    for (int i = 0; i < 3; i++) {
      ConfigEdit[] edits = new ConfigEdit[900];
      for (int n = 0; n < edits.length; n++) {
        edits[n] = set("many/" + (i * edits.length + n), "x");
      }
      group.done(write(edits));
    }
    ConfigCatchUp.Step step =
        catchUp()
            .next(
                ConfigCatchUp.Cursor.at(new Revision(1)),
                new WatchedPlaces("none", null),
                Long.MAX_VALUE);

    assertThat(step.changes()).isEmpty();
    assertThat(step.next()).isEqualTo(ConfigCatchUp.Cursor.at(new Revision(2)));
  }

  @Test
  void nobodyGoesOnFromWhatIsNotKnown() {
    group.done(write(set("a", "1")));
    group.done(write(delete("a")));

    assertThat(catchUp().against(new Revision(2))).isEmpty();
    assertThat(catchUp().against(new Revision(3)).map(Refusal::reason))
        .contains(Reason.FROM_THE_FUTURE);
  }
}
