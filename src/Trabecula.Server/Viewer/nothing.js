// Stands for xmlbuilder2, which the bundle names and never calls: it writes XML files for another kind of picture.
export const create = () => { throw new Error('The viewer writes no XML.'); };
