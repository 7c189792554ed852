export { ConnectionLost, type Problem, toProblem } from '../../core/problem'
