package io.quorate.core.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration of a group may be.
 *
 * @param defaultScope of paths that no rule names; null: cluster where there are rules, else either
 * @param scopes for whom the values at which paths are
 * @param external paths that other systems own
 * @param constraints what must hold between the values of members
 * @param schemas which values must satisfy which JSON Schema
 * @param validation what must accept every commit; null: nothing
 */
public record GroupConfiguration(
    @Nullable ValueScope defaultScope,
    List<ScopeRule> scopes,
    List<ExternalPaths> external,
    List<ValueConstraint> constraints,
    List<SchemaRule> schemas,
    @Nullable ValidationCommand validation) {
  /** Nothing is said: values at any path, for all members or for one. */
  public static final GroupConfiguration FREE =
      new GroupConfiguration(null, List.of(), List.of(), List.of(), List.of(), null);

  private static final ScopeRule REPORTED =
      new ScopeRule(ValueScope.NODE, List.of(), null, "another system owns it");

  /** Keeps its own copies. */
  public GroupConfiguration {
    scopes = List.copyOf(scopes);
    external = List.copyOf(external);
    constraints = List.copyOf(constraints);
    schemas = List.copyOf(schemas);
  }

  /** Whether every value may stand at every path, for anybody. */
  public boolean unscoped() {
    return scopes.isEmpty() && external.isEmpty() && unnamed() == ValueScope.EITHER;
  }

  /** Whether there are commits that have to be validated before they are proposed. */
  public boolean validates() {
    return !schemas.isEmpty() || validation != null;
  }

  /**
   * Whether a commit that changes the value at the path may have to be validated: a command looks
   * at every commit, there is a schema for it, it is one, or it moves other values.
   */
  public boolean validates(String path) {
    return validation != null || (!schemas.isEmpty() && governs(path));
  }

  private boolean governs(String path) {
    return schema(path).isPresent() || isSchema(path) || !dependingOn(path).isEmpty();
  }

  /** Whether the value for all members at the path is a schema. */
  public boolean isSchema(String path) {
    return schemas.stream().anyMatch(rule -> rule.schema().value().equals(path));
  }

  /**
   * The path of the schema that values at the path must satisfy: that of the pattern with the most
   * literal segments at its beginning. Empty when there is none.
   */
  public Optional<String> schema(String path) {
    SchemaRule best = null;
    int rank = -1;
    for (SchemaRule rule : schemas) {
      int next = rule.rank(path).orElse(-1);
      if (next > rank) {
        best = rule;
        rank = next;
      }
    }
    return best == null ? Optional.empty() : Optional.of(best.schema().value());
  }

  /** Which system owns the path; empty when none does. */
  public Optional<String> owner(String path) {
    for (ExternalPaths paths : external) {
      if (paths.has(path)) {
        return Optional.of(paths.owner());
      }
    }
    return Optional.empty();
  }

  /**
   * The rule that says for whom the values at the path are: of those that match the one with the
   * most literal segments at its beginning. What another system owns is what each member has of it.
   */
  public ScopeRule rule(String path) {
    if (owner(path).isPresent()) {
      return REPORTED;
    }
    ScopeRule best = null;
    int rank = -1;
    for (ScopeRule rule : scopes) {
      Optional<PathPattern> pattern = rule.best(path);
      if (pattern.isPresent() && pattern.get().literals() > rank) {
        best = rule;
        rank = pattern.get().literals();
      }
    }
    return best == null ? new ScopeRule(unnamed(), List.of(), null, "") : best;
  }

  /**
   * For whom the values at the path are.
   *
   * @param holds whether the condition at a path holds
   */
  public ValueScope scope(String path, Predicate<String> holds) {
    return rule(path).scope(holds);
  }

  private ValueScope unnamed() {
    ValueScope named = defaultScope;
    if (named != null) {
      return named;
    }
    return scopes.isEmpty() ? ValueScope.EITHER : ValueScope.CLUSTER;
  }

  /** The rules that depend on the value at the path. */
  public List<ScopeRule> dependingOn(String path) {
    return scopes.stream()
        .filter(rule -> rule.when() != null && rule.when().value().equals(path))
        .toList();
  }

  /**
   * Where values may stand for somebody else by this than by another: what all paths of which that
   * is so begin with. None begins with another of them.
   */
  public List<String> differing(GroupConfiguration other) {
    List<String> prefixes = new ArrayList<>();
    if (unnamed() != other.unnamed()) {
      return List.of("");
    }
    gather(other, prefixes);
    other.gather(this, prefixes);
    return outermost(prefixes);
  }

  private void gather(GroupConfiguration other, List<String> prefixes) {
    for (ScopeRule rule : scopes) {
      for (PathPattern pattern : rule.paths()) {
        boolean same =
            other.scopes.stream()
                .anyMatch(theirs -> theirs.agrees(rule) && theirs.paths().contains(pattern));
        if (!same) {
          prefixes.add(pattern.prefix());
        }
      }
    }
    for (ExternalPaths paths : external) {
      for (PathPattern pattern : paths.paths()) {
        if (other.external.stream().noneMatch(theirs -> theirs.paths().contains(pattern))) {
          prefixes.add(pattern.prefix());
        }
      }
    }
  }

  /** What the paths begin with about which there is a constraint that another has not. */
  public List<String> newlyConstrained(GroupConfiguration before) {
    List<String> prefixes = new ArrayList<>();
    for (ValueConstraint constraint : constraints) {
      for (PathPattern pattern : constraint.paths()) {
        boolean known =
            before.constraints.stream()
                .anyMatch(
                    other -> other.rule() == constraint.rule() && other.paths().contains(pattern));
        if (!known) {
          prefixes.add(pattern.prefix());
        }
      }
    }
    return outermost(prefixes);
  }

  /** What is left when those go that begin with another. */
  public static List<String> outermost(List<String> prefixes) {
    List<String> sorted = prefixes.stream().sorted().distinct().toList();
    List<String> outermost = new ArrayList<>();
    for (String prefix : sorted) {
      if (outermost.isEmpty() || !prefix.startsWith(outermost.get(outermost.size() - 1))) {
        outermost.add(prefix);
      }
    }
    return outermost;
  }
}
