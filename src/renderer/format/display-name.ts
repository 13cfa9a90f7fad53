export { displayName, isAltered } from '../../shared/display-name';
