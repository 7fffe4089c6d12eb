package dev.spindle.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * That a loser leaves its queue in a constant number of steps, however long the queue and wherever it stands: counted in
 * the code, which has no step that is taken twice. Apart from the lock, which waits for others, none of the methods that
 * leaving goes through jumps back or calls itself.
 */
class ConstantStepsTest {

    private static final String PACKAGE =
            ConstantStepsTest.class.getPackageName().replace('.', '/');

    private record Method(String owner, String name) {}

    @Test
    void leave_fromAnywhere_takesNoStepTwice() throws IOException {
        Set<Method> seen = reachable(new Method(PACKAGE + "/ChannelCore", "leave"));
        assertThat(seen)
                .contains(
                        new Method(PACKAGE + "/Waiter", "remove"),
                        new Method(PACKAGE + "/Waiter", "link"),
                        new Method(PACKAGE + "/SpinLock", "unlock"));
        assertThat(seen).filteredOn(method -> jumpsBack(code(method))).isEmpty();
    }

    @Test
    void join_takesNoStepTwice() throws IOException {
        Set<Method> seen = reachable(new Method(PACKAGE + "/ChannelCore", "join"));
        assertThat(seen).contains(new Method(PACKAGE + "/Waiter", "append"));
        assertThat(seen).filteredOn(method -> jumpsBack(code(method))).isEmpty();
    }

    @Test
    void count_goesThroughTheQueue_andIsSeenTo() {
        assertThat(jumpsBack(code(new Method(PACKAGE + "/Waiter", "count")))).isTrue();
        assertThat(jumpsBack(code(new Method(PACKAGE + "/SpinLock", "tryLock"))))
                .isTrue();
    }

    /** The methods of this package that one calls, all the way down; none of them calls one that calls it. */
    private static Set<Method> reachable(Method start) throws IOException {
        Set<Method> seen = new LinkedHashSet<>();
        Deque<Method> path = new ArrayDeque<>();
        follow(start, path, seen);
        return seen;
    }

    private static void follow(Method method, Deque<Method> path, Set<Method> seen) throws IOException {
        assertThat(path).as("calls itself").doesNotContain(method);
        path.push(method);
        seen.add(method);
        for (CodeElement element : code(method)) {
            if (element instanceof InvokeInstruction call && isOurs(call)) {
                Method called =
                        declared(call.owner().asInternalName(), call.name().stringValue());
                if (!called.equals(new Method(PACKAGE + "/SpinLock", "lock"))) {
                    follow(called, path, seen);
                }
            }
        }
        path.pop();
    }

    private static boolean isOurs(InvokeInstruction call) {
        return call.owner().asInternalName().startsWith(PACKAGE);
    }

    /** The method where it is declared, in that class or one above. */
    private static Method declared(String owner, String name) throws IOException {
        ClassModel model = model(owner);
        if (model.methods().stream().anyMatch(method -> method.methodName().equalsString(name))) {
            return new Method(owner, name);
        }
        return declared(model.superclass().orElseThrow().asInternalName(), name);
    }

    private static boolean jumpsBack(CodeModel code) {
        Set<Label> behind = new HashSet<>();
        for (CodeElement element : code) {
            if (element instanceof LabelTarget target) {
                behind.add(target.label());
            } else if (element instanceof Instruction instruction
                    && targets(instruction).stream().anyMatch(behind::contains)) {
                return true;
            }
        }
        return false;
    }

    private static List<Label> targets(Instruction instruction) {
        return switch (instruction) {
            case BranchInstruction branch -> List.of(branch.target());
            case TableSwitchInstruction _, LookupSwitchInstruction _ -> throw new AssertionError("a switch");
            default -> List.of();
        };
    }

    private static CodeModel code(Method method) {
        try {
            List<MethodModel> methods = model(method.owner).methods().stream()
                    .filter(each -> each.methodName().equalsString(method.name))
                    .toList();
            assertThat(methods).as("methods of that name").hasSize(1);
            Optional<CodeModel> code = methods.getFirst().code();
            return code.orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ClassModel model(String internalName) throws IOException {
        try (InputStream in = ConstantStepsTest.class.getClassLoader().getResourceAsStream(internalName + ".class")) {
            assertThat(in).as(internalName).isNotNull();
            return ClassFile.of().parse(in.readAllBytes());
        }
    }
}
