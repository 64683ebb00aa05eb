package io.quorate.core.transcript;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.config.CandidateId;
import io.quorate.core.config.CandidateName;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.Omission;
import io.quorate.core.config.SpaceId;
import io.quorate.core.config.SyncOrder;
import io.quorate.core.config.Validated;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Commands to a configuration in words: {@code write GROUP EDIT...} and {@code rollback GROUP
 * to=N}, both with {@code head=N}, {@code epoch=N}, {@code within=TIME}, {@code owner=SYSTEM},
 * {@code validated=HEAD/DECLARATION[/EDITION]}, {@code skip=command} and {@code comment=TEXT};
 * {@code settle GROUP confirm|cancel|expire}, with {@code revision=N}; {@code candidate GROUP NAME
 * edit EDIT...|commit|rebase|discard|unused}; {@code sync GROUP pause|resume|now} with {@code
 * comment=TEXT}. An edit is {@code PATH:VALUE}, or {@code -PATH} to delete; {@code @NODE} behind
 * the path names a member, {@code !REVISION} behind that what is expected. A value {@code
 * %GENERATION%TEXT} is sealed.
 */
final class ConfigScript {
  private ConfigScript() {}

  static ConfigCommand of(Words words) {
    SpaceId space = new SpaceId(new GroupId(words.at(1)));
    ConfigCommand.Terms terms =
        new ConfigCommand.Terms(
            words.has("head") ? new Revision(words.number("head", 0)) : null,
            words.has("epoch") ? new Epoch(words.number("epoch", 0)) : null,
            words.get("comment", ""),
            words.has("within") ? words.time("within", Duration.ZERO) : null,
            words.get("owner", ""),
            words.has("skip") ? Omission.VALIDATION_COMMAND : null,
            words.has("validated") ? validated(words.get("validated")) : null);
    if (words.at(0).equals("settle")) {
      return settlement(space, words);
    }
    if (words.at(0).equals("sync")) {
      return new ConfigCommand.OrderSync(
          space, SyncOrder.valueOf(words.at(2).toUpperCase(Locale.ROOT)), words.get("comment", ""));
    }
    if (words.at(0).equals("candidate")) {
      return candidate(new CandidateId(space, new CandidateName(words.at(2))), terms, words);
    }
    if (words.at(0).equals("rollback")) {
      return new ConfigCommand.Rollback(space, new Revision(words.number("to", 0)), terms);
    }
    List<ConfigEdit> edits = words.from(2).stream().map(ConfigScript::edit).toList();
    return new ConfigCommand.Write(space, edits, terms);
  }

  private static Validated validated(String text) {
    String[] revisions = text.split("/", -1);
    return new Validated(
        new Revision(Long.parseLong(revisions[0])),
        new Revision(Long.parseLong(revisions[1])),
        revisions.length > 2 ? Long.parseLong(revisions[2]) : 0);
  }

  private static ConfigCommand candidate(CandidateId id, ConfigCommand.Terms terms, Words words) {
    return switch (words.at(3)) {
      case "commit" -> new ConfigCommand.CommitCandidate(id, terms);
      case "rebase" ->
          new ConfigCommand.Rebase(id, Objects.requireNonNull(terms.head(), "a revision"));
      case "discard" -> new ConfigCommand.Discard(id);
      case "unused" -> new ConfigCommand.DropUnused(id);
      default ->
          new ConfigCommand.Stage(id, words.from(4).stream().map(ConfigScript::edit).toList());
    };
  }

  private static ConfigCommand settlement(SpaceId space, Words words) {
    Revision revision = words.has("revision") ? new Revision(words.number("revision", 0)) : null;
    return switch (words.at(2)) {
      case "confirm" -> new ConfigCommand.Confirm(space, revision);
      case "cancel" -> new ConfigCommand.Cancel(space, revision, words.get("comment", ""));
      default -> new ConfigCommand.Expire(space, Objects.requireNonNull(revision, "a revision"));
    };
  }

  private static ConfigEdit edit(String text) {
    boolean deletes = text.startsWith("-");
    int colon = text.indexOf(':');
    String where = deletes ? text.substring(1) : text.substring(0, colon);
    return new ConfigEdit(
        place(before(where, '!')),
        deletes ? null : value(text.substring(colon + 1)),
        expected(where));
  }

  private static ConfigPlace place(String text) {
    int at = text.indexOf('@');
    ConfigScope scope =
        at < 0 ? ConfigScope.ALL : new ConfigScope(new NodeId(text.substring(at + 1)));
    return new ConfigPlace(scope, new ConfigPath(before(text, '@')));
  }

  private static ConfigValue value(String text) {
    if (text.startsWith("%")) {
      return SecretScript.value(text);
    }
    return new ConfigValue(text.getBytes(StandardCharsets.UTF_8), ConfigValue.TEXT);
  }

  private static @Nullable Revision expected(String text) {
    int mark = text.indexOf('!');
    return mark < 0 ? null : new Revision(Long.parseLong(text.substring(mark + 1)));
  }

  private static String before(String text, char mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }
}
