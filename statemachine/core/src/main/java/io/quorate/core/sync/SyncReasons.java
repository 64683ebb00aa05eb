package io.quorate.core.sync;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.config.SyncPause;
import io.quorate.core.declaration.Delivery;
import io.quorate.core.declaration.Fact;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.delivery.DeliveryReport;
import io.quorate.core.facts.FactBreach;
import io.quorate.core.facts.FactHolds;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.failover.MemberView;
import io.quorate.core.failover.Situation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What keeps the members of one group from having its configuration: every reason of every member,
 * not only the first. Each is gone once what it says is mended.
 *
 * <p>Of a member that is not heard from the last that it said still counts, beside that it is not
 * heard from.
 */
public final class SyncReasons {
  private final Situation situation;
  private final Revision head;
  private final @Nullable SyncPause pause;
  private final GroupId group;
  private final List<SyncBlock> blocks = new ArrayList<>();

  private SyncReasons(Situation situation, Revision head, @Nullable SyncPause pause) {
    this.situation = situation;
    this.head = head;
    this.pause = pause;
    this.group = situation.group().spec().name();
  }

  /**
   * Those of all members, in the order of the declaration.
   *
   * @param situation what the leader knows of the group
   * @param head the present revision of its configuration
   * @param pause who has paused that it is delivered; null: nobody has
   */
  public static List<SyncBlock> of(Situation situation, Revision head, @Nullable SyncPause pause) {
    return new SyncReasons(situation, head, pause).all();
  }

  private List<SyncBlock> all() {
    List<FactBreach> breaches = situation.facts().breaches(situation.group().role().holder());
    for (GroupMember member : situation.group().spec().members()) {
      MemberView view = situation.members().get(member.node());
      if (view != null) {
        off(member.node());
        link(member.node(), view);
        breaches.stream().filter(breach -> breach.node().equals(member.node())).forEach(this::fact);
        deliveries(member.node(), view.report());
      }
    }
    return blocks;
  }

  private void off(NodeId node) {
    if (pause != null) {
      add(node, SyncReason.SYNC_OFF, pause.told(group), SyncPause.remedy(group));
    }
  }

  private void link(NodeId node, MemberView view) {
    if (view.presence() == MemberView.Presence.OFFLINE) {
      add(
          node,
          SyncReason.LINK_DOWN,
          node + " was not heard from for " + view.silent().toSeconds() + " s",
          "see whether its server runs and its network works");
    }
  }

  private void fact(FactBreach breach) {
    boolean holds =
        breach.fact().onMismatch() == Fact.OnMismatch.HOLD
            && FactHolds.possible(situation.group().spec())
            && !situation.group().role().heldBy(breach.node());
    String meanwhile = holds ? "; its files stay as they are meanwhile" : "";
    add(breach.node(), reason(breach), breach.message() + meanwhile, breach.remedy());
  }

  private static SyncReason reason(FactBreach breach) {
    if (breach.cause() == FactBreach.Cause.NOT_KNOWN) {
      return SyncReason.NOT_READY;
    }
    return switch (breach.fact().kind()) {
      case VERSION -> SyncReason.VERSION_MISMATCH;
      case FEATURE -> SyncReason.FEATURE_MISMATCH;
      case LICENCE -> SyncReason.LICENCE_MISMATCH;
      case PLUGIN -> SyncReason.PLUGIN_MISMATCH;
      case CONTENT -> SyncReason.CONTENT_MISMATCH;
      case CAPABILITY -> SyncReason.CAPABILITY_MISSING;
      case READINESS -> SyncReason.NOT_READY;
    };
  }

  private void deliveries(NodeId node, @Nullable MemberReport report) {
    for (Delivery delivery : situation.group().spec().deliveries()) {
      DeliveryReport said =
          report == null
              ? null
              : report.deliveries().stream()
                  .filter(one -> one.name().equals(delivery.name()))
                  .findFirst()
                  .orElse(null);
      if (said == null) {
        add(
            node,
            SyncReason.NOT_INITIALISED,
            node + " has not said yet how delivery " + delivery.name() + " stands",
            "it does once it is heard from and knows the declaration");
      } else {
        revision(node, said);
        trouble(node, said);
      }
    }
  }

  private void revision(NodeId node, DeliveryReport said) {
    if (said.revision().compareTo(head) >= 0) {
      return;
    }
    if (said.revision().equals(Revision.NONE)) {
      add(
          node,
          SyncReason.NOT_INITIALISED,
          "delivery " + said.name() + " on " + node + " was never whole" + detail(said),
          remedy(said));
      return;
    }
    long behind = head.value() - said.revision().value();
    add(
        node,
        SyncReason.BEHIND,
        "delivery "
            + said.name()
            + " on "
            + node
            + " is at revision "
            + said.revision()
            + ", "
            + behind
            + (behind == 1 ? " commit" : " commits")
            + " behind "
            + head
            + detail(said),
        remedy(said));
  }

  private static String remedy(DeliveryReport said) {
    return said.state() == DeliveryReport.State.HELD
        ? "it is held: end what is named beside it"
        : "it is under way, unless another reason is named";
  }

  /** What is said elsewhere is left out. */
  private String detail(DeliveryReport said) {
    boolean here =
        switch (said.state()) {
          case UNDER_WAY -> true;
          case HELD -> pause == null;
          default -> false;
        };
    return here && !said.detail().isEmpty() ? ": " + said.detail() : "";
  }

  private void trouble(NodeId node, DeliveryReport said) {
    String where = "delivery " + said.name() + " on " + node;
    switch (said.state()) {
      case CANNOT_WRITE ->
          add(
              node,
              SyncReason.CANNOT_WRITE,
              where + ": " + said.detail(),
              "do what it says; it is tried again at least once a minute");
      case DISK_FULL ->
          add(
              node,
              SyncReason.DISK_FULL,
              where + ": " + said.detail(),
              "make room; it is tried again at least once a minute");
      case KEY_MISMATCH ->
          add(
              node,
              SyncReason.KEY_MISMATCH,
              where + ": " + said.detail(),
              "see who can open secrets: quorate secret fingerprint; it is delivered once it"
                  + " opens");
      case RELOAD_FAILS ->
          add(
              node,
              SyncReason.HOOK_FAILS,
              where + ": " + said.detail(),
              "mend what it says; it is tried again at least once a minute");
      case DELIVERED, UNDER_WAY, HELD -> {}
    }
    if (said.files() == DeliveryReport.Files.CHANGED_BY_HAND) {
      add(
          node,
          SyncReason.DRIFTED,
          where + ": somebody changed the files by hand",
          "change values, not files: what was changed is kept beside them, and they are written again"
              + (said.state() == DeliveryReport.State.HELD ? " once they are not held" : ""));
    }
  }

  private void add(NodeId node, SyncReason reason, String message, String remedy) {
    blocks.add(new SyncBlock(node, reason, message, remedy));
  }
}
