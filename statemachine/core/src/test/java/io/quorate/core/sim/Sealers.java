package io.quorate.core.sim;

import io.quorate.core.NodeId;
import io.quorate.core.RequestId;
import io.quorate.core.config.CandidateId;
import io.quorate.core.config.CandidateName;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.SealedAt;
import io.quorate.core.config.SpaceId;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.Request;
import io.quorate.core.secret.Ciphertext;
import io.quorate.core.secret.DataKeyRecord;
import io.quorate.core.secret.Duty;
import io.quorate.core.secret.Generation;
import io.quorate.core.secret.Keeping;
import io.quorate.core.secret.KeyFingerprint;
import io.quorate.core.secret.Recipient;
import io.quorate.core.secret.RecipientKey;
import io.quorate.core.secret.ResealedRow;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SealedKey;
import io.quorate.core.secret.SealedRow;
import io.quorate.core.secret.SecretCommand;
import io.quorate.core.secret.SecretView;
import io.quorate.core.store.StoreView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What data nodes do for secrets, by what each has applied itself: they seal values for people,
 * make data keys, and carry out what {@link Keeping} says. Now and then one loses its private key,
 * but never the last one that opens a data key.
 */
final class Sealers {
  /** Begins the path of every secret; nothing else stands there. */
  static final String FOLDER = "secrets";

  private static final int PATHS = 4;
  private static final int MOST_ANEW = 2;

  private final World world;
  private final Dice dice;
  private final boolean present;
  private final SortedMap<NodeId, RecipientKey> own = new TreeMap<>();
  private long asked;
  private boolean over;

  Sealers(World world) {
    this.world = world;
    this.dice = world.dice(Dice.Concern.SECRETS);
    this.present = dice.chance(0.4) && world.rules.programsWrite();
  }

  void start() {
    if (present) {
      world.dataNodes().forEach(this::newPrivateKey);
      world.dataNodes().forEach(this::work);
    }
  }

  /** Nobody puts secrets any more, and no key is lost; what the nodes do by themselves goes on. */
  void end() {
    over = true;
  }

  /** Whether there is one data key at most, every data node opens it, and nothing is to be done. */
  boolean settled() {
    StoreView store = world.truth.store();
    return !present
        || !FeatureLevels.of(store).reaches(FeatureLevels.CONFIGURATION)
        || (new SecretView(store).keys().size() <= 1
            && world.dataNodes().stream().allMatch(node -> duty(store, node).isEmpty()));
  }

  private void newPrivateKey(NodeId node) {
    asked++;
    own.put(node, new RecipientKey(String.format(Locale.ROOT, "%064x", asked)));
  }

  private RecipientKey own(NodeId node) {
    return Objects.requireNonNull(own.get(node));
  }

  private void work(NodeId node) {
    Machine machine = world.machine(node);
    if (machine.running()
        && FeatureLevels.of(machine.store()).reaches(FeatureLevels.CONFIGURATION)) {
      StoreView store = machine.store();
      duty(store, node)
          .flatMap(duty -> duty.dispatch(new Carried(store, node)))
          .ifPresent(command -> ask(node, command));
      if (!over) {
        perhapsMore(store, node);
      }
    }
    world.queue.after(Millis.of(dice.between(50, 2_000)), () -> work(node));
  }

  private Optional<Duty> duty(StoreView store, NodeId node) {
    SortedSet<Generation> opens = new TreeSet<>();
    for (DataKeyRecord key : new SecretView(store).keys()) {
      if (opens(key, node)) {
        opens.add(key.generation());
      }
    }
    return Keeping.next(store, node, own(node), opens);
  }

  private boolean opens(DataKeyRecord key, NodeId node) {
    return key.keys().stream().anyMatch(one -> one.to().equals(own(node)));
  }

  private void perhapsMore(StoreView store, NodeId node) {
    if (dice.chance(0.01) && othersOpenAll(node)) {
      world.count("private key lost");
      newPrivateKey(node);
    }
    Optional<DataKeyRecord> newest = new SecretView(store).newest();
    if (newest.isEmpty()) {
      ask(node, begin(store, Generation.FIRST));
    } else if (opens(newest.get(), node)) {
      ask(
          node,
          dice.chance(0.05)
              ? begin(store, newest.get().generation().next())
              : new Command.Configure(put(newest.get())));
    }
  }

  private boolean othersOpenAll(NodeId node) {
    return new SecretView(world.truth.store())
        .keys().stream()
            .allMatch(
                key ->
                    world.dataNodes().stream()
                        .anyMatch(other -> !other.equals(node) && opens(key, other)));
  }

  private Command begin(StoreView store, Generation generation) {
    KeyFingerprint fingerprint = new KeyFingerprint(String.format(Locale.ROOT, "%016x", asked));
    List<SealedKey> keys =
        new SecretView(store)
            .recipients().stream().map(recipient -> sealedTo(recipient, fingerprint)).toList();
    return new Command.KeepSecrets(new SecretCommand.Begin(generation, fingerprint, keys));
  }

  private static SealedKey sealedTo(Recipient to, KeyFingerprint fingerprint) {
    byte[] bytes = fingerprint.hex().getBytes(StandardCharsets.US_ASCII);
    return new SealedKey(to.name(), to.key(), new Ciphertext(bytes));
  }

  private ConfigCommand put(DataKeyRecord key) {
    SpaceId space = new SpaceId(world.anyGroup(dice));
    ConfigPlace place = ConfigPlace.forAll(new ConfigPath(FOLDER + "/s" + dice.below(PATHS)));
    SealedText text = new SealedText(key.fingerprint(), String.format(Locale.ROOT, "%08d", asked));
    ConfigValue value =
        new ConfigValue(
            text.bytes().bytes(), ConfigValue.TEXT, new Seal(key.generation(), text.tag()));
    List<ConfigEdit> edits = List.of(new ConfigEdit(place, dice.chance(0.1) ? null : value, null));
    return dice.chance(0.2)
        ? new ConfigCommand.Stage(new CandidateId(space, new CandidateName("work")), edits)
        : new ConfigCommand.Write(space, edits, ConfigCommand.Terms.NONE);
  }

  private void ask(NodeId node, Command command) {
    world.ask(
        dice,
        () -> {
          asked++;
          RequestId id = new RequestId("se-" + asked);
          return new Request(command, "sealer-" + node + "-" + asked, id, null);
        });
  }

  /** What a node asks for to carry out a duty; empty when it cannot. */
  private final class Carried implements Duty.Cases<Optional<Command>> {
    private final StoreView store;
    private final NodeId node;

    Carried(StoreView store, NodeId node) {
      this.store = store;
      this.node = node;
    }

    private static Optional<Command> keep(SecretCommand change) {
      return Optional.of(new Command.KeepSecrets(change));
    }

    private Optional<DataKeyRecord> key(Generation generation) {
      return Optional.ofNullable(new SecretView(store).key(generation));
    }

    @Override
    public Optional<Command> announce(Duty.Announce duty) {
      return keep(new SecretCommand.Announce(node, own(node), duty.opens()));
    }

    @Override
    public Optional<Command> share(Duty.Share duty) {
      return key(duty.generation())
          .map(key -> sealedTo(duty.to(), key.fingerprint()))
          .flatMap(key -> keep(new SecretCommand.Share(duty.generation(), key)));
    }

    @Override
    public Optional<Command> reseal(Duty.Reseal duty) {
      return key(duty.to())
          .map(key -> anew(duty.rows(), key.fingerprint()))
          .flatMap(rows -> keep(new SecretCommand.Reseal(duty.from(), duty.to(), rows)));
    }

    /** Few at once, so that some are changed before all are sealed anew. */
    private List<ResealedRow> anew(List<SealedRow> rows, KeyFingerprint under) {
      List<ResealedRow> anew = new ArrayList<>();
      for (SealedRow row : rows.subList(0, Math.min(MOST_ANEW, rows.size()))) {
        SealedText text = SealedText.of(Objects.requireNonNull(SealedAt.value(store, row)));
        anew.add(new ResealedRow(row, text.tag(), new SealedText(under, text.inside()).bytes()));
      }
      return anew;
    }

    @Override
    public Optional<Command> drop(Duty.Drop duty) {
      return keep(new SecretCommand.Drop(duty.generation()));
    }
  }
}
