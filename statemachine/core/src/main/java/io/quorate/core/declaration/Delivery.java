package io.quorate.core.declaration;

import io.quorate.core.NodeId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of a configuration that are put on the disk of every member, as files.
 *
 * @param name of it, one of its own in the group
 * @param target where to
 * @param access whose the files are
 * @param reload what is run when they have changed; null for nothing
 */
public record Delivery(String name, Target target, FileAccess access, @Nullable Reload reload) {
  /** What stands for the name of the member in the path of a target. */
  private static final String MEMBER = "{node}";

  /** As it is carried out on this member: its name is in the place of the word for it. */
  public Delivery on(NodeId member) {
    return new Delivery(name, target.dispatch(new On(member)), access, reload);
  }

  private record On(NodeId member) implements Cases<Target> {
    @Override
    public Target folder(Folder folder) {
      return new Folder(path(folder.directory()), folder.paths());
    }

    @Override
    public Target file(SingleFile file) {
      return new SingleFile(path(file.file()), file.path());
    }

    private AbsolutePath path(AbsolutePath path) {
      return new AbsolutePath(path.value().replace(MEMBER, member.value()));
    }
  }

  /** Where files go. */
  public sealed interface Target permits Folder, SingleFile {
    /** What depends on the kind. */
    <T> T dispatch(Cases<T> cases);
  }

  /** What depends on the kind of target. */
  public interface Cases<T> {
    /** A folder. */
    T folder(Folder folder);

    /** One file. */
    T file(SingleFile file);
  }

  /**
   * A folder of our own, in which {@code current} is a link to the files of one revision: who goes
   * by way of it sees all of one commit or nothing of it.
   *
   * @param directory made when it is not there
   * @param paths which values; empty for all
   */
  public record Folder(AbsolutePath directory, List<PathPattern> paths) implements Target {
    /** Keeps its own copy. */
    public Folder {
      paths = List.copyOf(paths);
    }

    /** Whether the value at the path is one of these. */
    public boolean has(String path) {
      return paths.isEmpty() || paths.stream().anyMatch(pattern -> pattern.matches(path));
    }

    @Override
    public <T> T dispatch(Cases<T> cases) {
      return cases.folder(this);
    }
  }

  /**
   * A file in a folder of others.
   *
   * @param file which; its folder must be there
   * @param path of the value that it holds, without wildcards
   */
  public record SingleFile(AbsolutePath file, PathPattern path) implements Target {
    @Override
    public <T> T dispatch(Cases<T> cases) {
      return cases.file(this);
    }
  }

  /**
   * A command that makes programs take up what has changed.
   *
   * @param command the program and its arguments
   * @param timeout after which it is killed and counts as failed
   * @param runAs whom it runs as
   */
  public record Reload(Program command, Duration timeout, RunAs runAs) {
    /** How long it may take. */
    public static final DurationRange TIMEOUT =
        new DurationRange(Duration.ofMillis(100), Duration.ofMinutes(10));

    /** How long it may take unless something else is said. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  }
}
